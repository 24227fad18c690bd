import type Keyv from 'keyv';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { withoutPassword } from '../core/without-password.ts';
import type { EventLog, Logged, StreamName } from './event-log.ts';
import { openKeyv } from './open-keyv.ts';
import { SeqTakenError } from './seq-taken-error.ts';
import { StoreFailedError } from './store-failed-error.ts';

/** So many events are asked for at once when a stream is read. */
const PAGE = 200;

const recordSchema = z.object({ at: z.number(), order: z.number().nullable().default(null), event: z.unknown() });
type StoredRecord = z.infer<typeof recordSchema>;
/** What stands for a stored value that is none of ours: no schema of events takes it. */
const NO_RECORD = { at: 0, order: null, event: undefined };

/**
 * Opens the event log in any store that Keyv has an adapter for.
 * @throws StoreFailedError when it can't be opened, StoreAdapterMissingError
 */
export async function openEventLog(options: { address: string; log: Log; clock: Clock }): Promise<EventLog> {
  const { address, log, clock } = options;
  try {
    const keyv = await openKeyv(address);
    // Failures reach the caller as exceptions; without a listener Keyv would throw them a second time.
    keyv.on('error', (error: unknown) => log.debug({ err: error }, 'the store reported an error'));
    await keyv.get('open');
    return new KeyvEventLog(keyv, clock);
  } catch (error) {
    throw isExpected(error) ? error : new StoreFailedError(`open the database ${withoutPassword(address)}`, error);
  }
}

/**
 * One value an event, under `STREAM/SEQ`. Keyv has no insert that fails on conflict, so this serves one writing process a stream:
 * inside it, appends to a stream wait for each other.
 */
class KeyvEventLog implements EventLog {
  readonly #keyv: Keyv;
  readonly #clock: Clock;
  readonly #appending = new OneByOne<StreamName>();
  /** The largest `order` that was read or written. */
  #latest = 0;

  constructor(keyv: Keyv, clock: Clock) {
    this.#keyv = keyv;
    this.#clock = clock;
  }

  append(stream: StreamName, expectedSeq: number, event: unknown): Promise<Logged<unknown>> {
    return this.#appending.run(stream, () => this.#write(stream, expectedSeq, event));
  }

  async read(stream: StreamName, fromSeq = 0): Promise<readonly Logged<unknown>[]> {
    const logged: Logged<unknown>[] = [];
    for (let first = fromSeq; ; first += PAGE) {
      const keys = Array.from({ length: PAGE }, (_, place) => keyOf(stream, first + place));
      for (const [place, value] of (await this.#page(stream, keys)).entries()) {
        if (value === undefined || value === null) return logged;
        const { at, order, event } = recordSchema.safeParse(value).data ?? NO_RECORD;
        this.#latest = Math.max(this.#latest, order ?? 0);
        logged.push({ seq: first + place, at, order, event });
      }
    }
  }

  redact(stream: StreamName, seq: number, event: unknown): Promise<void> {
    return this.#appending.run(stream, async () => {
      const key = keyOf(stream, seq);
      const doing = `delete event ${seq} of ${stream}`;
      const stored = await this.#failing(doing, () => this.#valueOrText(key));
      if (stored === undefined || stored === null) throw new RangeError(`There is no event ${seq} of ${stream}`);
      const { at, order } = recordSchema.safeParse(stored).data ?? NO_RECORD;
      await this.#set(doing, key, { at, order, event });
    });
  }

  #page(stream: StreamName, keys: readonly string[]): Promise<readonly unknown[]> {
    return this.#failing(`read ${stream}`, async () => {
      try {
        return await this.#keyv.getMany<StoredRecord>([...keys]);
      } catch (error) {
        // A value that is no JSON fails its whole page; one by one the others can be had.
        if (!(error instanceof SyntaxError)) throw error;
        return Promise.all(keys.map((key) => this.#valueOrText(key)));
      }
    });
  }

  async #valueOrText(key: string): Promise<unknown> {
    try {
      return await this.#keyv.get<StoredRecord>(key);
    } catch (error) {
      if (error instanceof SyntaxError) return 'no JSON';
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#appending.idle();
    await this.#keyv.disconnect();
  }

  async #write(stream: StreamName, seq: number, event: unknown): Promise<Logged<unknown>> {
    const key = keyOf(stream, seq);
    const doing = `store event ${seq} of ${stream}`;
    if ((await this.#failing(doing, () => this.#keyv.get(key))) !== undefined) throw new SeqTakenError(stream, seq);
    this.#latest += 1;
    const record = { at: this.#clock.now(), order: this.#latest, event };
    await this.#set(doing, key, record);
    return { seq, ...record };
  }

  async #set(doing: string, key: string, record: StoredRecord): Promise<void> {
    const stored = await this.#failing(doing, () => this.#keyv.set(key, record));
    if (!stored) throw new StoreFailedError(doing, 'the database did not take it');
  }

  async #failing<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw new StoreFailedError(doing, error);
    }
  }
}

function keyOf(stream: StreamName, seq: number): string {
  return `${stream}/${seq}`;
}
