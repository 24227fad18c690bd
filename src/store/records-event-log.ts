import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { type Entropy, systemEntropy } from '../core/random.ts';
import type { Logged, StreamName } from './event-log.ts';
import { RunTakenOverError } from './run-taken-over-error.ts';
import { SeqTakenError } from './seq-taken-error.ts';
import type { ClaimedEventLog, SharedEventLog } from './shared-event-log.ts';
import type { Claim, Inserted, SharedRecords } from './shared-records.ts';
import { StoreFailedError } from './store-failed-error.ts';

/** How long it rests before it tries an append again whose outcome it was not told, in milliseconds. */
const RESTS = [100, 400, 1500];

const recordSchema = z.object({
  order: z.number(),
  at: z.number(),
  /** Unique for each append: by it a process knows its own again. */
  by: z.string(),
  event: z.unknown(),
});
type StoredRecord = z.infer<typeof recordSchema>;
/** What stands for a stored text that is none of ours: no schema of events takes it. */
const NO_RECORD: StoredRecord = { order: 0, at: 0, by: '', event: undefined };

export interface RecordsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly entropy?: Entropy;
}

/** The shared log, over a database that does what SharedRecords says. */
export class RecordsEventLog implements SharedEventLog {
  readonly #records: SharedRecords;
  readonly #deps: RecordsDeps;
  readonly #entropy: Entropy;

  constructor(records: SharedRecords, deps: RecordsDeps) {
    this.#records = records;
    this.#deps = deps;
    this.#entropy = deps.entropy ?? systemEntropy;
  }

  append(stream: StreamName, seq: number, ...events: readonly unknown[]): Promise<readonly Logged<unknown>[]> {
    return this.#append(undefined, stream, seq, events);
  }

  async claim(work: string): Promise<ClaimedEventLog> {
    const token = await this.#failing(`take ${work} over`, () => this.#records.nextToken(work));
    return {
      token,
      append: (stream, seq, ...events) => this.#append({ work, token }, stream, seq, events),
      read: (stream, fromSeq) => this.read(stream, fromSeq),
      redact: (stream, seq, event) => this.redact(stream, seq, event),
      close: async () => {},
    };
  }

  async read(stream: StreamName, fromSeq = 0): Promise<readonly Logged<unknown>[]> {
    const texts = await this.#failing(`read ${stream}`, () => this.#records.read(stream, fromSeq));
    return texts.map((text, place) => loggedOf(fromSeq + place, parse(text)));
  }

  async redact(stream: StreamName, seq: number, event: unknown): Promise<void> {
    const doing = `delete event ${seq} of ${stream}`;
    await this.#failing(doing, async () => {
      const [text] = await this.#records.read(stream, seq);
      if (text === undefined) throw new RangeError(`There is nothing to ${doing}`);
      const { order, at, by } = parse(text);
      await this.#records.replace(stream, seq, JSON.stringify({ order, at, by, event }));
    });
  }

  close(): Promise<void> {
    return this.#records.close();
  }

  async #append(
    claim: Claim | undefined,
    stream: StreamName,
    seq: number,
    events: readonly unknown[],
  ): Promise<readonly Logged<unknown>[]> {
    const doing = `store event ${seq} of ${stream}`;
    const by = this.#entropy.hex(8);
    const at = this.#deps.clock.now();
    const rests = events.map((event) => JSON.stringify({ at, by, event }).slice(1));
    const inserted = await this.#failing(doing, () => this.#insert(stream, seq, rests, by, claim));
    switch (inserted.status) {
      case 'stored':
        return inserted.texts.map((text, place) => loggedOf(seq + place, parse(text)));
      case 'taken':
        throw new SeqTakenError(stream, seq);
      case 'taken-over':
        throw new RunTakenOverError(claim?.work ?? stream);
      case 'missing':
        throw new StoreFailedError(doing, 'events before it are missing: the database has lost what it had');
    }
  }

  /**
   * A connection that breaks leaves open whether the insert was made, so it is made again (by us, or by the client of Redis): what stands there
   * then is our own, or it is not.
   */
  async #insert(
    stream: StreamName,
    seq: number,
    rests: readonly string[],
    by: string,
    claim: Claim | undefined,
  ): Promise<Inserted> {
    for (let tried = 0; ; tried += 1) {
      try {
        const inserted = await this.#records.insert(stream, seq, rests, claim);
        if (inserted.status !== 'taken') return inserted;
        const own = (await this.#records.read(stream, seq)).slice(0, rests.length);
        return own.length > 0 && own.every((text) => parse(text).by === by)
          ? { status: 'stored', texts: own }
          : inserted;
      } catch (error) {
        const rest = RESTS[tried];
        if (rest === undefined) throw error;
        this.#deps.log.debug({ err: error, stream, seq }, 'an append is tried again');
        await this.#deps.clock.sleep(rest);
      }
    }
  }

  async #failing<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new StoreFailedError(doing, error);
    }
  }
}

function parse(text: string): StoredRecord {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data ?? NO_RECORD;
  } catch {
    return NO_RECORD;
  }
}

function loggedOf(seq: number, { order, at, event }: StoredRecord): Logged<unknown> {
  return { seq, at, order, event };
}
