import type { Clock } from '../core/clock.ts';
import type { ChatModel, ChatPart, ChatRequest, ModelHost } from '../models/port/chat-model.ts';
import { scriptedHost, scriptedModelInfo } from '../models/scripted/scripted-host.ts';

/** Common words, so that the text passes for English, between words that say which call and place they are of. */
const COMMON = ['the', 'of', 'and', 'to', 'in', 'that', 'for', 'with'];
const WORDS = 90;

/** One word as it can be found again on screen. */
const MARK = /p(\d+)w(\d+)/g;

/** What a paced host noted: when it wrote which word, and how long it was at work. */
export class PaceRecord {
  readonly #written = new Map<string, number>();
  #busy = 0;

  /** Milliseconds in which a model was at work (writing, scoring). */
  get busyMilliseconds(): number {
    return this.#busy;
  }

  wrote(call: number, word: number, at: number): void {
    this.#written.set(`${call}/${word}`, at);
  }

  worked(milliseconds: number): void {
    this.#busy += milliseconds;
  }

  /** When a word was written, milliseconds since the epoch; undefined for one that was not. */
  writtenAt(call: number, word: number): number | undefined {
    return this.#written.get(`${call}/${word}`);
  }
}

/** The last marked word of a text on screen. */
export function lastMark(text: string): { readonly call: number; readonly word: number } | undefined {
  const last = [...text.matchAll(MARK)].at(-1);
  return last === undefined ? undefined : { call: Number(last[1]), word: Number(last[2]) };
}

/** A scripted host that writes one word every `pace` milliseconds and notes when. */
export function pacedHost(pace: number, clock: Clock, record: PaceRecord): ModelHost {
  const host = scriptedHost([scriptedModelInfo('scripted')], {
    reply: (request, _model, call) => () => write(request, call, pace, clock, record),
  });
  return {
    ...host,
    async open(name) {
      const chat = await host.open(name);
      return {
        info: chat.info,
        countTokens: (prompt) => chat.countTokens(prompt),
        stream: timed(chat),
        choose: chat.choose,
      };
    },
  };

  function timed(chat: ChatModel): ChatModel['stream'] {
    return async function* (request, signal) {
      const start = clock.now();
      yield* chat.stream(request, signal);
      record.worked(clock.now() - start);
    };
  }
}

async function* write(
  request: ChatRequest,
  call: number,
  pace: number,
  clock: Clock,
  record: PaceRecord,
): AsyncGenerator<ChatPart> {
  const marked = (word: number): string => `${COMMON[word % COMMON.length]} p${call}w${word} `;
  const texts = request.shape === undefined ? speech(marked) : answer(marked);
  for (const [word, text] of texts.entries()) {
    await clock.sleep(pace);
    record.wrote(call, word, clock.now());
    yield { type: 'text-delta', text };
  }
  yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: { completionTokens: texts.length } };
}

function speech(marked: (word: number) => string): string[] {
  return Array.from({ length: WORDS }, (_, word) => marked(word));
}

function answer(marked: (word: number) => string): string[] {
  const words = speech(marked);
  const third = WORDS / 3;
  return words.map((text, word) => {
    if (word === 0) return `{"recommendation": "${text}`;
    if (word === third) return `", "strongestObjection": "${text}`;
    if (word === 2 * third) return `", "dissent": "${text}`;
    return word === WORDS - 1 ? `${text}"}` : text;
  });
}
