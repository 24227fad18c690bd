import { once } from 'node:events';
import type { ChatPart, ChatRequest } from '../../src/models/chat-model.ts';
import type { Script } from '../../src/models/scripted-host.ts';
import { wordsFor } from '../support/speech.ts';

export interface StallingScript {
  readonly script: Script;
  /** Resolves when the call that stalls is made. */
  readonly reached: Promise<void>;
  /** Lets it finish. */
  goOn(): void;
}

/**
 * Good debaters until a call, which stalls after the words until it is let go on or aborted. In a debate of two members and a chair,
 * calls 0 to 2 are the ensemble's, 3 to 5 the single model's; then come the judge's reasons.
 */
export function stallingAt(call: number, words = ''): StallingScript {
  let reach: () => void = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let goOn: () => void = () => {};
  const free = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  async function* stall(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    reach();
    if (words !== '') yield { type: 'text-delta', text: `${words} ` };
    if (!signal.aborted) await Promise.race([free, once(signal, 'abort')]);
    signal.throwIfAborted();
    yield { type: 'text-delta', text: wordsFor(request) };
    yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
  }
  const reply: Script['reply'] = (request, _model, number) => (number === call ? stall : wordsFor(request));
  return { script: { reply }, reached, goOn };
}
