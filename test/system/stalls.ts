import { once } from 'node:events';
import type { ChatPart, ChatRequest } from '../../src/models/chat-model.ts';
import type { Script, ScriptedReply } from '../../src/models/scripted-host.ts';
import { wordsFor } from '../support/speech.ts';

/** Says the words, then nothing more until it is aborted. */
export function stallsAfter(words: string): ScriptedReply {
  return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    if (words !== '') yield { type: 'text-delta', text: words };
    if (!signal.aborted) await once(signal, 'abort');
    throw signal.reason;
  };
}

export interface StallingScript {
  readonly script: Script;
  /** Resolves when the call that stalls is made. */
  readonly reached: Promise<void>;
}

/** Good debaters until a call, which stalls after the words. In a debate of two members and a chair, calls 0 to 2 are the ensemble's. */
export function stallingAt(call: number, words = ''): StallingScript {
  let reach: () => void = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const reply: Script['reply'] = (request, _model, number) => {
    if (number !== call) return wordsFor(request);
    reach();
    return stallsAfter(words);
  };
  return { script: { reply }, reached };
}
