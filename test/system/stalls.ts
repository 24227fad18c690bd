import { wordsFor } from '../support/speech.ts';
import { type Pause, type PausingScript, pausingAt } from './pauses.ts';

/** What the call that stalls begins with. */
export const HALF_SAID = 'Half a sentence of';

/**
 * Good debaters until one call, which stalls in the middle of its words. In a debate of two members and a chair, calls 0 to 2 are the
 * ensemble's, 3 to 5 the single model's; then come the judge's reasons.
 */
export function stallingAt(call: number): Pause & Pick<PausingScript, 'script'> {
  const paused = pausingAt([call], (request, number) =>
    number === call ? `${HALF_SAID} ${wordsFor(request)}` : wordsFor(request),
  );
  return { script: paused.script, ...paused.at(call) };
}
