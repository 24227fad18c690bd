import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Clock } from '../core/clock.ts';
import { seededRandom } from '../core/random.ts';
import type { ChatModel, ChatPart, ChatRequest, ModelHost } from '../models/port/chat-model.ts';
import type { ModelPool } from '../models/port/picked-host.ts';
import { scriptedHost, scriptedModelInfo } from '../models/scripted/scripted-host.ts';

/** The stated latencies of a scripted server, in milliseconds. */
export interface FleetPace {
  /** Until the first word: what a real server reads. */
  readonly reading: number;
  /** From word to word. */
  readonly word: number;
  /** A judge's choice of a score. */
  readonly choice: number;
  /** Words of a turn. */
  readonly words: number;
}

/** One call at a server. */
export interface Worked {
  /** When it took it on, in milliseconds since the epoch. */
  readonly start: number;
  /** When its answer had been taken from it, to its end or as far as it was wanted. */
  readonly end: number;
  /** What it itself took by its stated latencies, in milliseconds: what went by beyond that is others' doing. */
  readonly own: number;
}

/** Lets so many milliseconds of a server's work go by. */
type Wait = (milliseconds: number) => Promise<void>;

/** When the servers of a fleet worked. */
export class FleetRecord {
  readonly #clock: Clock;
  readonly #worked: Worked[] = [];
  /** When each call was made, by its prompt. */
  readonly #asked = new WeakMap<RenderedPrompt, number>();
  #longestWait = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get calls(): number {
    return this.#worked.length;
  }

  /** All calls that have ended. */
  get worked(): readonly Worked[] {
    return this.#worked;
  }

  get longestWait(): number {
    return this.#longestWait;
  }

  /** A pool whose calls are noted when they are made, before they wait for a server. */
  watch(pool: ModelPool): ModelPool {
    const asked = (prompt: RenderedPrompt): void => void this.#asked.set(prompt, this.#clock.now());
    return {
      label: pool.label,
      capacity: pool.capacity,
      list: (signal) => pool.list(signal),
      close: () => pool.close(),
      async open(name, options) {
        const model = await pool.open(name, options);
        return {
          info: model.info,
          countTokens: (prompt) => model.countTokens(prompt),
          stream(request, signal) {
            asked(request.prompt);
            return model.stream(request, signal);
          },
          choose(prompt, choices, signal) {
            asked(prompt);
            return model.choose(prompt, choices, signal);
          },
        };
      },
    };
  }

  /** Notes a call's time at its server. @param work does it, and lets time go by with what it is given */
  async *during<Item>(
    prompt: RenderedPrompt,
    work: (wait: Wait) => AsyncIterable<Item>,
    signal: AbortSignal,
  ): AsyncGenerator<Item> {
    const call = this.#begin(prompt, signal);
    try {
      yield* work(call.wait);
    } finally {
      call.end();
    }
  }

  async whole<Result>(
    prompt: RenderedPrompt,
    work: (wait: Wait) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const call = this.#begin(prompt, signal);
    try {
      return await work(call.wait);
    } finally {
      call.end();
    }
  }

  /** Each wait ends when it is due since the call's beginning: one that took too long is not added to the next. */
  #begin(prompt: RenderedPrompt, signal: AbortSignal): { readonly wait: Wait; end(): void } {
    const start = this.#clock.now();
    this.#longestWait = Math.max(this.#longestWait, start - (this.#asked.get(prompt) ?? start));
    let own = 0;
    return {
      wait: async (milliseconds) => {
        await this.#clock.sleep(Math.max(0, start + own + milliseconds - this.#clock.now()), signal);
        own += milliseconds;
      },
      end: () => void this.#worked.push({ start, end: this.#clock.now(), own }),
    };
  }

  /**
   * The share of so many slots' time in which they worked, 0 to 1.
   * @param until a time (milliseconds since the epoch) up to which there was work for all of them
   */
  throughput(slots: number, until: number): number {
    const start = Math.min(...this.#worked.map((call) => call.start));
    const busy = this.#worked.reduce((sum, call) => sum + Math.max(0, Math.min(call.end, until) - call.start), 0);
    return busy / (slots * (until - start));
  }
}

/** The one model that its servers have. */
export const SCRIPTED_MODEL = 'scripted';
const MODEL = scriptedModelInfo(SCRIPTED_MODEL);
/** Common words between words of their own, so that a text passes for English and is like no other. */
const COMMON = ['the', 'of', 'and', 'to', 'in', 'that', 'for', 'with'];
const STANCE_WORDS = 6;

/** One scripted server of a fleet. */
export function scriptedServer(name: string, pace: FleetPace, record: FleetRecord): ModelHost {
  const host = scriptedHost([MODEL], { reply: () => '' });
  return {
    ...host,
    label: name,
    async open(model) {
      const { info, countTokens, choose } = await host.open(model);
      return {
        info,
        countTokens,
        stream: (request, signal) =>
          record.during(request.prompt, (wait) => write(request, choose, pace, wait, signal), signal),
        choose: (prompt, options, signal) =>
          record.whole(
            prompt,
            async (wait) => {
              await wait(pace.choice);
              return choose(prompt, options, signal);
            },
            signal,
          ),
      };
    },
  };
}

async function* write(
  request: ChatRequest,
  choose: ChatModel['choose'],
  pace: FleetPace,
  wait: Wait,
  signal: AbortSignal,
): AsyncGenerator<ChatPart> {
  await wait(pace.reading);
  // A judge's score comes before its reason.
  if (request.options !== undefined) {
    await wait(pace.choice);
    yield { type: 'choice', choice: await choose(request.prompt, request.options, signal) };
  }
  const texts = textsFor(request, pace.words);
  for (const text of texts) {
    await wait(pace.word);
    yield { type: 'text-delta', text };
  }
  yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: { completionTokens: texts.length } };
}

/** A text in the pieces in which it is written. */
function textsFor({ shape, seed }: ChatRequest, words: number): string[] {
  const random = seededRandom(seed);
  const speech = (count: number): string =>
    Array.from({ length: count }, (_, place) =>
      place % 2 === 0 ? COMMON[place % COMMON.length] : `w${random.integer(0, 999_999)}`,
    ).join(' ');
  const third = Math.floor(words / 3);
  switch (shape?.name) {
    case undefined:
      return pieces(`${speech(words)}.`);
    case 'stance':
      return pieces(JSON.stringify({ stance: 0, confidence: 50, movedBy: 'nobody', because: speech(STANCE_WORDS) }));
    default:
      return pieces(
        JSON.stringify({ recommendation: speech(third), strongestObjection: speech(third), dissent: speech(third) }),
      );
  }
}

function pieces(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}
