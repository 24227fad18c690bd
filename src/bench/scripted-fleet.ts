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

/** When the servers of a fleet worked. */
export class FleetRecord {
  readonly #clock: Clock;
  /** Each call as the time of its beginning and its end. */
  readonly #worked: [start: number, end: number][] = [];
  /** When each call was made, by its prompt. */
  readonly #asked = new WeakMap<RenderedPrompt, number>();
  #longestWait = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get calls(): number {
    return this.#worked.length;
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

  /** Notes a call's time at its server. */
  async *during<Item>(prompt: RenderedPrompt, work: AsyncIterable<Item>): AsyncGenerator<Item> {
    const start = this.#begin(prompt);
    try {
      yield* work;
    } finally {
      this.#worked.push([start, this.#clock.now()]);
    }
  }

  async whole<Result>(prompt: RenderedPrompt, work: () => Promise<Result>): Promise<Result> {
    const start = this.#begin(prompt);
    try {
      return await work();
    } finally {
      this.#worked.push([start, this.#clock.now()]);
    }
  }

  #begin(prompt: RenderedPrompt): number {
    const start = this.#clock.now();
    this.#longestWait = Math.max(this.#longestWait, start - (this.#asked.get(prompt) ?? start));
    return start;
  }

  /**
   * The share of so many slots' time in which they worked, 0 to 1.
   * @param until a time (milliseconds since the epoch) up to which there was work for all of them
   */
  throughput(slots: number, until: number): number {
    const start = Math.min(...this.#worked.map(([from]) => from));
    const busy = this.#worked.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, until) - from), 0);
    return busy / (slots * (until - start));
  }
}

const MODEL = scriptedModelInfo('scripted');
/** Common words between words of their own, so that a text passes for English and is like no other. */
const COMMON = ['the', 'of', 'and', 'to', 'in', 'that', 'for', 'with'];
const STANCE_WORDS = 6;

/** One scripted server of a fleet. */
export function scriptedServer(name: string, pace: FleetPace, clock: Clock, record: FleetRecord): ModelHost {
  const host = scriptedHost([MODEL], { reply: () => '' });
  return {
    ...host,
    label: name,
    async open(model) {
      const { info, countTokens, choose } = await host.open(model);
      return {
        info,
        countTokens,
        stream: (request, signal) => record.during(request.prompt, write(request, choose, pace, clock, signal)),
        choose: (prompt, options, signal) =>
          record.whole(prompt, async () => {
            await clock.sleep(pace.choice, signal);
            return choose(prompt, options, signal);
          }),
      };
    },
  };
}

async function* write(
  request: ChatRequest,
  choose: ChatModel['choose'],
  pace: FleetPace,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<ChatPart> {
  await clock.sleep(pace.reading, signal);
  // A judge's score comes before its reason.
  if (request.options !== undefined) {
    await clock.sleep(pace.choice, signal);
    yield { type: 'choice', choice: await choose(request.prompt, request.options, signal) };
  }
  const texts = textsFor(request, pace.words);
  for (const text of texts) {
    await clock.sleep(pace.word, signal);
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
