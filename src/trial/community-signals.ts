import type { Vote } from '../community/ballot.ts';
import { BURST, completesBurst } from '../community/bursts.ts';
import { type Keeping, keptFacts, withKeptFacts } from '../community/kept-facts.ts';
import type { Position, PositionTime } from '../community/position.ts';
import type { Rating } from '../community/rating.ts';
import type { Reaction, Wipe } from '../community/reaction.ts';
import type { PersonFacts } from '../community/voter-facts.ts';
import type { ActingRole } from '../core/acting-role.ts';
import type { Clock } from '../core/clock.ts';
import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { BallotClosedError } from './ballot-closed-error.ts';
import type { TrialEvent } from './events.ts';
import { keepingOf } from './plan.ts';
import { PositionsClosedError } from './positions-closed-error.ts';
import { countsAsOf, type Press } from './press.ts';
import type { TrialRecord } from './trial-record.ts';
import { isBallotOpen, positionsAskedUntil } from './view-trial.ts';

export interface CommunitySignalsDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** The record of a trial that this process runs; undefined for any other. */
  running(trial: TrialId): TrialRecord | undefined;
}

/** Stores what people say of running trials: votes, ratings, where they stand, reactions (see TrialService). */
export class CommunitySignals {
  readonly #deps: CommunitySignalsDeps;

  constructor(deps: CommunitySignalsDeps) {
    this.#deps = deps;
  }

  async vote(trial: TrialId, press: Press<Vote>): Promise<Vote> {
    const [vote, record] = await this.#onOpenBallot(trial, press, (given) => ({ type: 'vote-cast', vote: given }));
    // For what they voted stays sealed.
    if (completesBurst(vote, record.view))
      this.#deps.log.warn({ trial, burst: BURST }, 'many young accounts voted alike within seconds');
    return vote;
  }

  async rate(trial: TrialId, press: Press<Rating>): Promise<Rating> {
    const [rating] = await this.#onOpenBallot(trial, press, (given) => ({ type: 'rating-given', rating: given }));
    return rating;
  }

  async closeBallot(trial: TrialId, by: ActingRole): Promise<void> {
    const record = this.#deps.running(trial);
    const at = this.#deps.clock.now();
    const refusal = new BallotClosedError(trial, 'so it can’t be closed');
    if (record === undefined) throw refusal;
    await record.decide(() => {
      if (!isBallotOpen(record.view, at)) throw refusal;
      return { type: 'ballot-close-asked', by };
    });
  }

  async takePosition(trial: TrialId, time: PositionTime, press: Press<Position>): Promise<Position> {
    const record = this.#deps.running(trial);
    const closesAt = record?.view.end === null ? positionsAskedUntil(record.view, time) : null;
    if (record === undefined || closesAt === null || this.#madeAt(press) >= closesAt) throw new PositionsClosedError();
    return record.storePress(press, (position) => {
      const { positionsClosed, ballotClosed, end } = record.view;
      if ((time === 'before' ? positionsClosed : ballotClosed) || end !== null) throw new PositionsClosedError();
      return { type: 'position-taken', position: withKeptFacts(position, this.#keeping(record)) };
    });
  }

  async react(trial: TrialId, reaction: Reaction): Promise<void> {
    const record = this.#takingReactions(trial);
    if (record === undefined) return;
    await record.append({ type: 'reaction-changed', reaction: withKeptFacts(reaction, this.#keeping(record)) });
  }

  async noteWipe(trial: TrialId, wipe: Wipe): Promise<void> {
    const record = this.#takingReactions(trial);
    if (record === undefined) return;
    this.#deps.log.warn({ trial, wipe }, 'a moderator removed reactions; those that were seen last count there');
    await record.append({ type: 'reactions-wiped', wipe });
  }

  #keeping({ view }: TrialRecord): Keeping {
    return keepingOf(view, this.#deps.clock.now());
  }

  #madeAt({ madeAt }: Press<unknown>): number {
    return countsAsOf(madeAt, this.#deps.clock.now());
  }

  /**
   * Stores what a press gives to a ballot that was open when it was made. No close and no extension overlooks it, as long as it can be found out
   * in time. @throws BallotClosedError
   */
  async #onOpenBallot<Given extends PersonFacts>(
    trial: TrialId,
    press: Press<Given>,
    eventOf: (given: Given) => TrialEvent,
  ): Promise<[Given, TrialRecord]> {
    const record = this.#deps.running(trial);
    if (record === undefined || !isBallotOpen(record.view, this.#madeAt(press))) throw new BallotClosedError(trial);
    const find = async (): Promise<Given> => keptFacts(await press.find(), this.#keeping(record));
    const given = await record.storePress({ ...press, find }, (found) => {
      const { ballotClosed, end } = record.view;
      if (ballotClosed || end !== null) throw new BallotClosedError(trial);
      return eventOf(found);
    });
    return [given, record];
  }

  /** The record of a trial whose reactions still count; undefined for any other. */
  #takingReactions(trial: TrialId): TrialRecord | undefined {
    const record = this.#deps.running(trial);
    if (record === undefined) return undefined;
    const { ballotClosed, end } = record.view;
    return ballotClosed || end !== null ? undefined : record;
  }
}
