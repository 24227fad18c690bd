import { z } from 'zod';
import { CorruptRecordError } from './corrupt-record-error.ts';
import type { EventLog, Logged, StreamName } from './event-log.ts';

/** One stream whose events are of one kind: parsed when it is opened, appended at its end. */
export class TypedStream<Event> {
  readonly name: StreamName;
  readonly #log: EventLog;
  readonly #logged: Logged<Event>[];
  #appending: Promise<unknown> = Promise.resolve();

  private constructor(name: StreamName, log: EventLog, logged: Logged<Event>[]) {
    this.name = name;
    this.#log = log;
    this.#logged = logged;
  }

  /** @throws CorruptRecordError when a stored event does not fit the schema, StoreFailedError */
  static async open<Event>(log: EventLog, name: StreamName, schema: z.ZodType<Event>): Promise<TypedStream<Event>> {
    const logged = (await log.read(name)).map(({ seq, at, event }) => {
      const parsed = schema.safeParse(event);
      if (!parsed.success) throw new CorruptRecordError(name, seq, z.prettifyError(parsed.error));
      return { seq, at, event: parsed.data };
    });
    return new TypedStream(name, log, logged);
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
   * @throws SeqTakenError, StoreFailedError; the event is not in the stream then
   */
  append(event: Event): Promise<void> {
    const appended = this.#appending.then(async () => {
      const { seq, at } = await this.#log.append(this.name, this.#logged.length, event);
      this.#logged.push({ seq, at, event });
    });
    this.#appending = appended.catch(() => {});
    return appended;
  }
}
