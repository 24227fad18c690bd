import { setTimeout as delay } from 'node:timers/promises';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import type { Script, ScriptedReply } from '../../src/models/scripted/scripted-host.ts';
import { wordsFor } from '../support/speech.ts';

/** Writes a text in `pieces` parts of equal length over `milliseconds`. */
export function inPieces(text: string, pieces: number, milliseconds: number): ScriptedReply {
  return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const length = Math.ceil(text.length / pieces);
    for (let start = 0; start < text.length; start += length) {
      await delay(milliseconds / pieces, undefined, { signal });
      yield { type: 'text-delta', text: text.slice(start, start + length) };
    }
    yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
  };
}

/** Waits until it is aborted. */
export function hangs(): ScriptedReply {
  return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    await delay(3_600_000, undefined, { signal });
    yield { type: 'finish', reason: 'other', rawReason: 'never', usage: {} };
  };
}

/** The words of good debaters, each call spread over so many milliseconds. */
export function writingSlowly(milliseconds: number, pieces = 8): Script {
  return { reply: (request) => inPieces(wordsFor(request), pieces, milliseconds) };
}
