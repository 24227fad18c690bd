import type { TrialId } from '../core/ids.ts';
import { debateIdOf } from '../core/ids.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { type DebateEvent, debateEventSchema, isRecorded, type RecordedDebateEvent } from '../debate/events.ts';
import { ARMS, type Arm } from '../debate/plan.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type TrialEvent, type TrialUpdate, trialEventSchema } from './events.ts';
import type { Press } from './press.ts';
import type { Redaction } from './redaction.ts';
import { UpdateQueue } from './update-queue.ts';
import { foldOf, type TrialFold, type TrialView } from './view-trial.ts';

/**
 * Everything known of one trial: its own stream and those of its debates. What is recorded here is on disk before any reader
 * sees it; readers get the stored updates first and the live ones after.
 */
export class TrialRecord {
  readonly trial: TrialId;
  readonly #own: TypedStream<TrialEvent>;
  readonly #debates: ReadonlyMap<Arm, TypedStream<DebateEvent>>;
  readonly #updates: TrialUpdate[];
  #fold: TrialFold;
  readonly #readers = new Set<UpdateQueue>();
  readonly #watchers = new Set<(event: TrialEvent) => void>();
  readonly #deciding = new OneByOne<'trial'>();
  /** What is being stored; never rejects. */
  readonly #storing = new Set<Promise<void>>();
  /** What each person presses. */
  readonly #pressing = new OneByOne<string>();
  #ended = false;

  private constructor(
    trial: TrialId,
    own: TypedStream<TrialEvent>,
    debates: ReadonlyMap<Arm, TypedStream<DebateEvent>>,
    updates: readonly TrialUpdate[],
  ) {
    this.trial = trial;
    this.#own = own;
    this.#debates = debates;
    this.#updates = [...updates];
    this.#fold = foldOf(updates);
  }

  /** Opens the record of a trial, with what is stored of it (nothing for a new one). @throws CorruptRecordError */
  static async open(events: EventLog, trial: TrialId): Promise<TrialRecord> {
    const [own, ...streams] = await Promise.all([
      TypedStream.open(events, `trial/${trial}`, trialEventSchema),
      ...ARMS.map(async (arm): Promise<[Arm, TypedStream<DebateEvent>]> => {
        return [arm, await TypedStream.open(events, `debate/${debateIdOf(trial, arm)}`, debateEventSchema)];
      }),
    ]);
    const debates = new Map(streams);
    return new TrialRecord(trial, own, debates, mergeInOrder(own, debates));
  }

  /** Readers see nothing of what is appended from now on. */
  get ended(): boolean {
    return this.#ended;
  }

  /** All stored updates, in an order in which they can be shown. */
  get updates(): readonly TrialUpdate[] {
    return this.#updates;
  }

  /** What all that is stored comes to. */
  get view(): TrialView {
    return this.#fold.view;
  }

  /** The trial's own events. */
  get events(): readonly TrialEvent[] {
    return this.#updates.flatMap((update) => (update.source === 'trial' ? [update.event] : []));
  }

  /** What is stored of the debate in one arm. */
  debateEvents(arm: Arm): readonly RecordedDebateEvent[] {
    return [...this.view.debates[arm]];
  }

  /** What `find` makes of the first of the trial's events for which it is not undefined, stored or to come. @throws AbortError */
  async until<Found>(find: (event: TrialEvent) => Found | undefined, signal: AbortSignal): Promise<Found> {
    for (const event of this.events) {
      const found = find(event);
      if (found !== undefined) return found;
    }
    return new Promise((resolve, reject) => {
      const watcher = (event: TrialEvent): void => {
        const found = find(event);
        if (found === undefined) return;
        this.#watchers.delete(watcher);
        resolve(found);
      };
      this.#watchers.add(watcher);
      const leave = (): void => {
        this.#watchers.delete(watcher);
        reject(signal.reason);
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Stores an event of the trial, then shows it. */
  async append(event: TrialEvent): Promise<void> {
    await this.#store(async () => {
      const { at } = await this.#own.append(event);
      this.#publish({ source: 'trial', event, at });
    });
  }

  /** Stores what `decide` makes of the record as it is then, if anything: what was decided, or pressed, before stands in it already. */
  decide(decide: () => TrialEvent | undefined): Promise<void> {
    return this.#deciding.run('trial', async () => {
      await Promise.all(this.#storing);
      const event = decide();
      if (event !== undefined) await this.append(event);
    });
  }

  /**
   * Stores what somebody pressed once all of it is found out, after what they pressed before. Others' presses need not wait for it, but for what is
   * being decided. No close overtakes it that waits for `pressesStored`.
   * @param make what is stored, by the record as it is then; may throw
   */
  storePress<Given>(press: Press<Given>, make: (given: Given) => TrialEvent): Promise<Given> {
    return this.#pressing.run(press.by, async () => {
      const given = await press.find();
      while (!this.#deciding.isIdle) await this.#deciding.idle();
      await this.append(make(given));
      return given;
    });
  }

  /** Settles when all presses that came before now are stored, or refused. */
  pressesStored(): Promise<void> {
    return this.#pressing.idle();
  }

  /**
   * Stores what a deletion leaves of the events, in its turn among what is decided. What readers have been given they have.
   * @throws StoreFailedError: what was redacted before it stays so
   */
  redact(redaction: Redaction): Promise<void> {
    return this.#deciding.run('trial', async () => {
      await Promise.all(this.#storing);
      await this.#redactAll(redaction);
      if (this.#storing.size === 0) return;
      // What began to be stored meanwhile may have been made of the record as it was.
      await Promise.all(this.#storing);
      await this.#redactAll(redaction);
    });
  }

  /** Until nothing changes any more. */
  async #redactAll(redaction: Redaction): Promise<void> {
    try {
      for (let changed = true; changed; ) {
        const redacting = redaction([...this.#updates]).flatMap((left, place) => {
          const update = this.#updates[place];
          return update === undefined || update === left ? [] : [this.#redactOne(place, update, left)];
        });
        changed = redacting.length > 0;
        const failed = (await Promise.allSettled(redacting)).find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') throw failed.reason;
      }
    } finally {
      this.#fold = foldOf(this.#updates);
    }
  }

  async #redactOne(place: number, update: TrialUpdate, left: TrialUpdate): Promise<void> {
    await this.#redactStored(update, left);
    this.#updates[place] = left;
  }

  async #redactStored(update: TrialUpdate, left: TrialUpdate): Promise<void> {
    if (update.source === 'trial' && left.source === 'trial') await this.#own.redact(update.event, left.event);
    else if (update.source === 'debate' && left.source === 'debate')
      await this.#debates.get(update.arm)?.redact(update.event, left.event);
    else throw new TypeError('A redaction leaves every event in its stream');
  }

  /** Stores an event of a debate, then shows it. Words in flight are only shown. */
  async appendDebate(arm: Arm, event: DebateEvent): Promise<void> {
    if (!isRecorded(event)) {
      for (const reader of this.#readers) reader.push({ source: 'debate', arm, event });
      return;
    }
    const stream = this.#debates.get(arm);
    if (stream === undefined) throw new TypeError(`A trial has no debate in the arm ${arm}`);
    await this.#store(async () => {
      const { at } = await stream.append(event);
      this.#publish({ source: 'debate', arm, event, at });
    });
  }

  async #store(store: () => Promise<void>): Promise<void> {
    const storing = store();
    const settled = storing.catch(() => {});
    this.#storing.add(settled);
    await storing.finally(() => this.#storing.delete(settled));
  }

  /** A reader of its own: stored updates first, then live ones, until the record ends. */
  read(): AsyncIterable<TrialUpdate> {
    const reader = new UpdateQueue(this.#updates);
    if (this.#ended) reader.end();
    else this.#readers.add(reader);
    return reader;
  }

  /** No more updates will come in this process; readers end once they have read what there is. */
  end(): void {
    this.#ended = true;
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }

  #keep(update: TrialUpdate): void {
    this.#updates.push(update);
    this.#fold.add(update);
  }

  #publish(update: TrialUpdate): void {
    this.#keep(update);
    for (const reader of this.#readers) reader.push(update);
    if (update.source === 'trial') for (const watcher of [...this.#watchers]) watcher(update.event);
  }
}

/** An update with its place among those of other streams. */
interface Stored {
  readonly at: number;
  readonly order: number | null;
  readonly update: TrialUpdate;
}

/**
 * One list out of several streams: in the order of storing, never changing the order inside a stream. The trial's own stream begins it; where
 * an earlier version stored only times and these are equal it comes last, since it says what follows from a debate.
 */
function mergeInOrder(
  own: TypedStream<TrialEvent>,
  debates: ReadonlyMap<Arm, TypedStream<DebateEvent>>,
): TrialUpdate[] {
  const [start, ...rest] = own.logged.map(
    ({ at, order, event }): Stored => ({ at, order, update: { source: 'trial', event, at } }),
  );
  const sources = [
    ...[...debates].map(([arm, stream]) =>
      stream.logged.map(
        ({ at, order, event }): Stored => ({ at, order, update: { source: 'debate', arm, event, at } }),
      ),
    ),
    rest,
  ].map((stored) => ({ stored, next: 0 }));
  const merged: TrialUpdate[] = start === undefined ? [] : [start.update];
  for (;;) {
    let first: { head: Stored; source: { next: number } } | undefined;
    for (const source of sources) {
      const head = source.stored[source.next];
      if (head !== undefined && (first === undefined || isBefore(head, first.head))) first = { head, source };
    }
    if (first === undefined) return merged;
    first.source.next += 1;
    merged.push(first.head.update);
  }
}

function isBefore(left: Stored, right: Stored): boolean {
  if (left.order === null && right.order === null) return left.at < right.at;
  return (left.order ?? 0) < (right.order ?? 0);
}
