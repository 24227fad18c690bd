import type { Clock } from '../core/clock.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import { PromptTooLongError } from '../models/port/prompt-too-long-error.ts';
import type { Unscored } from './score.ts';

/** What a judge's work comes to, or why it came to nothing: asked again where its server may be back. */
export async function orUnscored<Result>(
  work: () => Promise<Result>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result | Unscored> {
  try {
    return await againAfterFailure(work, clock, signal);
  } catch (error) {
    if (signal.aborted) return { status: 'unscored', reason: 'stopped', detail: '' };
    if (!isExpected(error)) throw error;
    const reason = error instanceof PromptTooLongError ? 'longer-than-window' : 'model-failed';
    return { status: 'unscored', reason, detail: wordsFor(error) };
  }
}
