import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import type { Script, ScriptedReply } from '../../src/models/scripted/scripted-host.ts';
import { wordsFor } from '../support/speech.ts';

/** A call that stops in the middle of its words until the test lets it go on. */
export interface Pause {
  /** Resolves when the first half of the words was said. */
  readonly reached: Promise<void>;
  goOn(): void;
}

export interface PausingScript {
  readonly script: Script;
  at(call: number): Pause;
}

/** Good debaters (or others) that pause at some calls. In a debate of two members and a chair, calls 0 to 2 are the ensemble's. */
export function pausingAt(
  calls: readonly number[],
  words: (request: ChatRequest, call: number) => string = wordsFor,
): PausingScript {
  const pauses = new Map(calls.map((call) => [call, makePause()]));
  return {
    script: {
      reply(request, _model, call) {
        const pause = pauses.get(call);
        const text = words(request, call);
        return pause === undefined ? text : withPause(text, pause);
      },
    },
    at(call) {
      const pause = pauses.get(call);
      if (pause === undefined) throw new Error(`Call ${call} does not pause`);
      return pause;
    },
  };
}

interface OpenPause extends Pause {
  reach(): void;
  readonly over: Promise<void>;
}

function makePause(): OpenPause {
  const [reached, reach] = latch();
  const [over, goOn] = latch();
  return { reached, reach, over, goOn };
}

/** A promise and what fulfils it. */
export function latch(): [Promise<void>, () => void] {
  let fulfil: () => void = () => {};
  const promise = new Promise<void>((resolve) => {
    fulfil = resolve;
  });
  return [promise, fulfil];
}

function withPause(text: string, { reach, over }: OpenPause): ScriptedReply {
  return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const middle = Math.ceil(text.length / 2);
    yield { type: 'text-delta', text: text.slice(0, middle) };
    reach();
    await Promise.race([over, aborted(signal)]);
    yield { type: 'text-delta', text: text.slice(middle) };
    yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
