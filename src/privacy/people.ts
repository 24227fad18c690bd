import type { VoterId } from '../core/ids.ts';
import type { PersonIds } from '../core/person-ids.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type PeopleEvent, peopleEventSchema } from './events.ts';
import { VoterKeyChangedError } from './voter-key-changed-error.ts';

/** A deletion that is not done yet. */
export interface AskedDeletion {
  readonly voter: VoterId;
  readonly salt: string;
}

/** Who was told what is stored of them, and who had it deleted. */
export class People {
  readonly #stream: TypedStream<PeopleEvent>;

  private constructor(stream: TypedStream<PeopleEvent>) {
    this.#stream = stream;
  }

  /** @throws VoterKeyChangedError, CorruptRecordError, StoreFailedError */
  static async open(events: EventLog, { check }: Pick<PersonIds, 'check'>): Promise<People> {
    const stream = await TypedStream.open(events, 'people', peopleEventSchema);
    const noted = stream.events.find((event) => event.type === 'key-noted');
    if (noted === undefined) await stream.append({ type: 'key-noted', check });
    else if (noted.check !== check) throw new VoterKeyChangedError();
    return new People(stream);
  }

  /** Whether somebody has not been told yet what is stored of them, or not since they had all of it deleted. */
  isNew(voter: VoterId): boolean {
    return this.#last(voter)?.type !== 'notice-shown';
  }

  /** Whether somebody had all deleted and has come back by nothing since. */
  isForgotten(voter: VoterId): boolean {
    const last = this.#last(voter)?.type;
    return last === 'deletion-asked' || last === 'deletion-done';
  }

  /** Somebody was told. @throws StoreFailedError */
  async noticed(voter: VoterId): Promise<void> {
    await this.#stream.append({ type: 'notice-shown', voter });
  }

  /** What was stored last of somebody. */
  #last(voter: VoterId): PeopleEvent | undefined {
    return this.#stream.events.findLast((event) => 'voter' in event && event.voter === voter);
  }
}
