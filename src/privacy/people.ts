import type { VoterId } from '../core/ids.ts';
import type { PersonIds } from '../core/person-ids.ts';
import type { EventLog, Logged } from '../store/event-log.ts';
import { StoreFailedError } from '../store/store-failed-error.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { DeletingError } from './deleting-error.ts';
import { type PeopleEvent, peopleEventSchema } from './events.ts';
import { hashEarlierIds } from './hash-earlier-ids.ts';
import { VoterKeyChangedError } from './voter-key-changed-error.ts';

/** A deletion that is not done yet. */
export interface AskedDeletion {
  readonly voter: VoterId;
  readonly salt: string;
}

/** How somebody comes who does something of which something is stored. */
export type Coming = 'new' | 'back' | 'known';

type State = 'told' | 'deleting' | 'forgotten';

/** Who was told what is stored of them, and who had it deleted. */
export class People {
  readonly #stream: TypedStream<PeopleEvent>;
  /** Nobody stands here who was neither told anything nor had anything deleted. */
  readonly #states = new Map<VoterId, State>();
  /** Who is being told just now: a second press at the same time need not tell it again. */
  readonly #telling = new Set<VoterId>();
  /** What people do just now. */
  readonly #doing = new Map<VoterId, Set<Promise<unknown>>>();

  private constructor(stream: TypedStream<PeopleEvent>) {
    this.#stream = stream;
    for (const event of stream.events) this.#note(event);
  }

  /** @throws VoterKeyChangedError, CorruptRecordError, StoreFailedError */
  static async open(events: EventLog, ids: Pick<PersonIds, 'check' | 'idOf'>): Promise<People> {
    const { check } = ids;
    const stream = await TypedStream.open(events, 'people', peopleEventSchema);
    const noted = stream.events.find((event) => event.type === 'key-noted');
    if (noted === undefined) {
      await hashEarlierIds(events, ids);
      await stream.append({ type: 'key-noted', check });
    } else if (noted.check !== check) throw new VoterKeyChangedError();
    return new People(stream);
  }

  /**
   * Does for somebody what is stored of them.
   * @param work given how they come: `new` and `back` (from a deletion) have to be told what is stored of them, and count as told once it is done
   * @throws DeletingError, and what `work` throws: then they count as not told
   */
  async meet<Result>(voter: VoterId, work: (as: Coming) => Promise<Result>): Promise<Result> {
    if (this.isBeingForgotten(voter)) throw new DeletingError();
    const done = this.#meet(voter, work);
    const doing = this.#doing.get(voter) ?? new Set();
    this.#doing.set(voter, doing.add(done));
    try {
      return await done;
    } finally {
      doing.delete(done);
      if (doing.size === 0) this.#doing.delete(voter);
    }
  }

  /** Settles when all that somebody was doing is done, or has failed. */
  async settled(voter: VoterId): Promise<void> {
    await Promise.allSettled(this.#doing.get(voter) ?? []);
  }

  async #meet<Result>(voter: VoterId, work: (as: Coming) => Promise<Result>): Promise<Result> {
    const state = this.#states.get(voter);
    if (state === 'told' || this.#telling.has(voter)) return work('known');
    this.#telling.add(voter);
    try {
      const done = await work(state === 'forgotten' ? 'back' : 'new');
      await this.#append({ type: 'notice-shown', voter }).catch((error: unknown) => {
        // What they did is stored and answered, and is not undone for this: they are told once more.
        if (!(error instanceof StoreFailedError)) throw error;
      });
      return done;
    } finally {
      this.#telling.delete(voter);
    }
  }

  /** Whether all that is stored of somebody is being deleted just now. */
  isBeingForgotten(voter: VoterId): boolean {
    return this.#states.get(voter) === 'deleting';
  }

  /** Whether somebody had all deleted and was told nothing anew since: they are skipped where those who reacted are listed. */
  isForgotten(voter: VoterId): boolean {
    const state = this.#states.get(voter);
    return state === 'deleting' || state === 'forgotten';
  }

  /** Deletions that are asked for and not done. */
  get asked(): readonly AskedDeletion[] {
    return this.#stream.events.filter((event) => event.type === 'deletion-asked');
  }

  /** @throws StoreFailedError */
  ask({ voter, salt }: AskedDeletion): Promise<void> {
    return this.#append({ type: 'deletion-asked', voter, salt });
  }

  /** Nothing is left of somebody but the tombstone. @throws StoreFailedError: then it is asked for still */
  async deleted({ voter }: Pick<AskedDeletion, 'voter'>): Promise<void> {
    const stored = this.#stream.events.filter((event) => 'voter' in event && event.voter === voter);
    const asked = stored.find((event) => event.type === 'deletion-asked');
    if (asked === undefined) return;
    const others = stored.filter((event) => event !== asked);
    await Promise.all(others.map((event) => this.#stream.redact(event, { type: 'deleted' })));
    // What was asked becomes the tombstone, in one write and last: no crash leaves both, so that what they do since is never deleted again.
    const tombstone: PeopleEvent = { type: 'deletion-done', voter };
    await this.#stream.redact(asked, tombstone);
    this.#note(tombstone);
  }

  /** What is stored here of somebody. */
  recordsOf(voter: VoterId): readonly Logged<PeopleEvent>[] {
    return this.#stream.logged.filter(({ event }) => 'voter' in event && event.voter === voter);
  }

  async #append(event: PeopleEvent): Promise<void> {
    await this.#stream.append(event);
    this.#note(event);
  }

  #note(event: PeopleEvent): void {
    // What was begun before a deletion was asked for may end after it, and is deleted too.
    if (event.type === 'notice-shown' && !this.isBeingForgotten(event.voter)) this.#states.set(event.voter, 'told');
    if (event.type === 'deletion-asked') this.#states.set(event.voter, 'deleting');
    if (event.type === 'deletion-done') this.#states.set(event.voter, 'forgotten');
  }
}
