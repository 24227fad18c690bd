import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { EventLog, Logged, StreamName } from './event-log.ts';
import type { OpenedKeyv } from './open-keyv.ts';
import { SeqTakenError } from './seq-taken-error.ts';
import { StoreFailedError } from './store-failed-error.ts';

/** So many events are asked for at once when a stream is read: at first fewer, since asking for what is not there takes time too. */
const FIRST_PAGE = 40;
const PAGE = 200;
/** About so many events are written in one statement, whose parameters SQLite limits to 32,766. */
const TOGETHER = 2000;

const recordSchema = z.object({ at: z.number(), order: z.number().nullable().default(null), event: z.unknown() });
type StoredRecord = z.infer<typeof recordSchema>;
/** What stands for a stored value that is none of ours: no schema of events takes it. */
const NO_RECORD = { at: 0, order: null, event: undefined };

/** What somebody waits for. */
interface Append {
  readonly stream: StreamName;
  readonly seq: number;
  readonly events: readonly unknown[];
  stored(logged: readonly Logged<unknown>[]): void;
  failed(error: unknown): void;
}

/** What stands in the place of an event. */
interface Redact {
  readonly doing: string;
  readonly key: string;
  readonly event: unknown;
  redacted(): void;
  failed(error: unknown): void;
}

/**
 * One value an event, under `STREAM/SEQ`. Keyv has no insert that fails on conflict, so this serves one writing process a stream. Inside it, what is
 * asked for while something is being written is written together afterwards: a disk that takes long for each write takes no longer for many.
 */
export class KeyvEventLog implements EventLog {
  readonly #keyv: OpenedKeyv['keyv'];
  readonly #setsTogether: boolean;
  readonly #clock: Clock;
  readonly #waiting: Append[] = [];
  #writing: Promise<void> | undefined;
  readonly #redactions: Redact[] = [];
  #redacting: Promise<void> | undefined;
  /** The largest `order` that was read or written. */
  #latest = 0;

  constructor({ keyv, setsTogether }: OpenedKeyv, clock: Clock) {
    this.#keyv = keyv;
    this.#setsTogether = setsTogether;
    this.#clock = clock;
  }

  append(stream: StreamName, seq: number, ...events: readonly unknown[]): Promise<readonly Logged<unknown>[]> {
    const together = this.#setsTogether ? events : events.slice(0, 1);
    return new Promise((stored, failed) => {
      this.#waiting.push({ stream, seq, events: together, stored, failed });
      this.#writing ??= this.#writeAll();
    });
  }

  async read(stream: StreamName, fromSeq = 0): Promise<readonly Logged<unknown>[]> {
    const logged: Logged<unknown>[] = [];
    for (let [first, length] = [fromSeq, FIRST_PAGE]; ; [first, length] = [first + length, PAGE]) {
      const keys = Array.from({ length }, (_, place) => keyOf(stream, first + place));
      for (const [place, value] of (await this.#page(`read ${stream}`, keys)).entries()) {
        if (value === undefined || value === null) return logged;
        const { at, order, event } = recordSchema.safeParse(value).data ?? NO_RECORD;
        this.#latest = Math.max(this.#latest, order ?? 0);
        logged.push({ seq: first + place, at, order, event });
      }
    }
  }

  redact(stream: StreamName, seq: number, event: unknown): Promise<void> {
    return new Promise((redacted, failed) => {
      this.#redactions.push({
        doing: `delete event ${seq} of ${stream}`,
        key: keyOf(stream, seq),
        event,
        redacted,
        failed,
      });
      this.#redacting ??= this.#redactAll();
    });
  }

  async #redactAll(): Promise<void> {
    while (this.#redactions.length > 0) {
      const group = this.#redactions.splice(0, TOGETHER);
      // Of what is asked of one event several times the last one stays.
      const last = new Map(group.map((redact) => [redact.key, redact]));
      const groups = this.#setsTogether ? [[...last.values()]] : [...last.values()].map((redact) => [redact]);
      const done = new Map<string, Promise<void>>();
      for (const together of groups) {
        const written = this.#redactTogether(together);
        for (const { key } of together) done.set(key, written);
        await written.catch(() => {});
      }
      for (const { key, redacted, failed } of group) done.get(key)?.then(redacted, failed);
    }
    this.#redacting = undefined;
  }

  async #redactTogether(group: readonly Redact[]): Promise<void> {
    const doing = `${group[0]?.doing}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`;
    const found = await this.#page(
      doing,
      group.map(({ key }) => key),
    );
    const entries = group.map(({ key, event }, place) => {
      const stored = found[place];
      if (stored === undefined || stored === null) throw new RangeError(`There is nothing to ${group[place]?.doing}`);
      const { at, order } = recordSchema.safeParse(stored).data ?? NO_RECORD;
      return { key, value: { at, order, event } };
    });
    await this.#failing(doing, () => this.#setAll(entries));
  }

  #page(doing: string, keys: readonly string[]): Promise<readonly unknown[]> {
    return this.#failing(doing, async () => {
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
    await Promise.all([this.#writing, this.#redacting]);
    await this.#keyv.disconnect();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      let events = 0;
      const full = this.#waiting.findIndex((append) => {
        events += append.events.length;
        return events > TOGETHER;
      });
      await this.#write(this.#waiting.splice(0, full < 0 ? this.#waiting.length : Math.max(1, full)));
    }
    this.#writing = undefined;
  }

  /** Never rejects: whoever waits for an append is told. */
  async #write(appends: readonly Append[]): Promise<void> {
    let free: readonly Append[];
    try {
      free = await this.#free(appends);
    } catch (error) {
      return fail(appends, error);
    }
    const groups = this.#setsTogether ? [free] : free.map((append) => [append]);
    await Promise.all(groups.map((group) => this.#writeTogether(group)));
  }

  async #writeTogether(appends: readonly Append[]): Promise<void> {
    const written = appends.map((append) => ({ append, logged: this.#logged(append) }));
    const entries = written.flatMap(({ append: { stream }, logged }) =>
      logged.map(({ seq, ...value }) => ({ key: keyOf(stream, seq), value })),
    );
    try {
      await this.#setAll(entries);
      for (const { append, logged } of written) append.stored(logged);
    } catch (error) {
      fail(appends, error);
    }
  }

  async #setAll(entries: readonly { readonly key: string; readonly value: StoredRecord }[]): Promise<void> {
    const [first, ...more] = entries;
    if (more.length > 0) await this.#keyv.setMany([...entries]);
    else if (first !== undefined && !(await this.#keyv.set(first.key, first.value)))
      throw new Error('the database did not take it');
  }

  /** Those whose numbers are not taken; the others are told. */
  async #free(appends: readonly Append[]): Promise<readonly Append[]> {
    const keys = appends.flatMap(({ stream, seq, events }) => events.map((_, place) => keyOf(stream, seq + place)));
    const found = await this.#keyv.getMany<StoredRecord>(keys);
    const taken = new Set(keys.filter((_, place) => found[place] !== undefined && found[place] !== null));
    return appends.filter(({ stream, seq, events, failed }) => {
      const numbers = events.map((_, place) => seq + place);
      const first = numbers.find((number) => taken.has(keyOf(stream, number)));
      if (first !== undefined) failed(new SeqTakenError(stream, first));
      else for (const number of numbers) taken.add(keyOf(stream, number));
      return first === undefined;
    });
  }

  #logged({ seq, events }: Append): readonly Logged<unknown>[] {
    return events.map((event, place) => {
      this.#latest += 1;
      return { seq: seq + place, at: this.#clock.now(), order: this.#latest, event };
    });
  }

  async #failing<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw new StoreFailedError(doing, error);
    }
  }
}

function fail(appends: readonly Append[], error: unknown): void {
  for (const { stream, seq, failed } of appends) failed(new StoreFailedError(`store event ${seq} of ${stream}`, error));
}

function keyOf(stream: StreamName, seq: number): string {
  return `${stream}/${seq}`;
}
