import { z } from 'zod';
import { CorruptRecordError } from './corrupt-record-error.ts';
import type { EventLog, Logged, StreamName } from './event-log.ts';

/** At most so many events are stored together. */
const TOGETHER = 500;

/** One stream whose events are of one kind: parsed when it is opened, appended at its end. */
export class TypedStream<Event> {
  readonly name: StreamName;
  readonly #eventLog: EventLog;
  readonly #logged: Logged<Event>[];
  #next: number;
  readonly #waiting: Waiting<Event>[] = [];
  #isStoring = false;

  private constructor(name: StreamName, eventLog: EventLog, logged: Logged<Event>[], next: number) {
    this.name = name;
    this.#eventLog = eventLog;
    this.#logged = logged;
    this.#next = next;
  }

  /**
   * @param onCorrupt told of a stored event that does not fit the schema, which is left out then; absent: it is thrown
   * @throws CorruptRecordError, StoreFailedError
   */
  static async open<Event>(
    eventLog: EventLog,
    name: StreamName,
    schema: z.ZodType<Event>,
    onCorrupt: (error: CorruptRecordError) => void = raise,
  ): Promise<TypedStream<Event>> {
    const stored = await eventLog.read(name);
    const logged = stored.flatMap(({ seq, at, order, event }) => {
      const parsed = schema.safeParse(event);
      if (parsed.success) return [{ seq, at, order, event: parsed.data }];
      onCorrupt(new CorruptRecordError(name, seq, z.prettifyError(parsed.error)));
      return [];
    });
    return new TypedStream(name, eventLog, logged, stored.length);
  }

  /** All events with their places and times, in order. */
  get logged(): readonly Logged<Event>[] {
    return this.#logged;
  }

  /** All events, in order. */
  get events(): readonly Event[] {
    return this.#logged.map(({ event }) => event);
  }

  /**
   * Stores an event at the end. Calls made at the same time are stored in the order of the calls.
   * @returns it with its place and time
   * @throws SeqTakenError, StoreFailedError; the event is not in the stream then
   */
  append(event: Event): Promise<Logged<Event>> {
    return new Promise((stored, failed) => {
      this.#waiting.push({ event, stored, failed });
      if (!this.#isStoring) void this.#store();
    });
  }

  /** What came while others were being stored is stored together. */
  async #store(): Promise<void> {
    this.#isStoring = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, TOGETHER);
      try {
        const logged = await this.#eventLog.append(this.name, this.#next, ...batch.map(({ event }) => event));
        this.#next += logged.length;
        for (const [place, { seq, at, order }] of logged.entries()) this.#settle(batch[place], { seq, at, order });
        this.#waiting.unshift(...batch.slice(logged.length));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isStoring = false;
  }

  #settle(waiting: Waiting<Event> | undefined, place: Omit<Logged<Event>, 'event'>): void {
    if (waiting === undefined) return;
    const logged = { ...place, event: waiting.event };
    this.#logged.push(logged);
    waiting.stored(logged);
  }

  /** Puts what a deletion leaves in the place of one of this stream's events. @throws RangeError, StoreFailedError */
  async redact(event: Event, left: Event): Promise<void> {
    const place = this.#logged.findIndex((logged) => logged.event === event);
    const logged = this.#logged[place];
    if (logged === undefined) throw new RangeError(`This event is none of ${this.name}`);
    await this.#eventLog.redact(this.name, logged.seq, left);
    this.#logged[place] = { ...logged, event: left };
  }
}

interface Waiting<Event> {
  readonly event: Event;
  stored(logged: Logged<Event>): void;
  failed(error: unknown): void;
}

function raise(error: Error): never {
  throw error;
}
