import { EventEmitter } from 'node:events';
import type { ActingRole } from '../../core/acting-role.ts';
import { isAbort } from '../../core/errors.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { EventLog } from '../../store/event-log.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import type { NamedPlan } from '../plan/study-plans.ts';
import { nextDue, type RunVoteDeps, runVote } from './run-vote.ts';
import { type AskingPlan, StudyVote, type VoteStanding } from './study-vote.ts';
import type { VotePlace } from './vote-events.ts';

export interface StudyVotesDeps extends Omit<RunVoteDeps, 'nudges'> {
  readonly events: EventLog;
}

/** A vote that is over, for whoever shows that. */
export interface OverVote {
  /** The plan's name. */
  readonly name: string;
  readonly title: string;
  readonly place: VotePlace;
}

/** Shows that people's vote on a study is over; an error thrown here is logged, and it is shown at the next start. */
export type VotePresenter = (vote: OverVote, signal: AbortSignal) => Promise<void>;

/** Where a vote stands at a glance. */
export interface VoteGlance {
  readonly sampled: number;
  readonly closed: number;
  readonly open: number;
  readonly over: boolean;
  readonly paused: boolean;
  /** When the next may be put to the vote, in milliseconds since the epoch; null where none is left. */
  readonly nextAt: number | null;
}

/** People's votes on the samples of all studies that the bot runs, each in the background, over restarts. */
export class StudyVotes {
  readonly #deps: StudyVotesDeps;
  readonly #nudges: RunVoteDeps['nudges'] = new EventEmitter();
  readonly #shutdown = new AbortController();
  /** By the hash of their plan. */
  readonly #votes = new Map<string, StudyVote>();
  readonly #going = new Map<StudyVote, Promise<void>>();
  readonly #presenters: VotePresenter[] = [];

  private constructor(deps: StudyVotesDeps) {
    this.#deps = deps;
    this.#nudges.setMaxListeners(0);
  }

  /** @param plans those that can be run @throws StoreFailedError */
  static async open(plans: readonly NamedPlan[], deps: StudyVotesDeps): Promise<StudyVotes> {
    const votes = new StudyVotes(deps);
    for (const { name, plan } of plans) await votes.#voteOf(name, plan);
    return votes;
  }

  /** Every vote from now on is shown by this presenter too, once it is over. */
  addPresenter(presenter: VotePresenter): void {
    this.#presenters.push(presenter);
  }

  /** Goes on with what an earlier process left. */
  recover(): void {
    for (const vote of this.#votes.values()) if (vote.place !== undefined && !vote.shown) this.#go(vote);
  }

  /** Begins the vote of a study that has a thread, or goes on with it there; nothing for a plan that asks nobody. @throws StoreFailedError */
  async goOnIn(name: string, plan: StudyPlan, place: VotePlace): Promise<void> {
    const vote = await this.#voteOf(name, plan);
    if (vote === undefined) return;
    await vote.goOnIn(place);
    this.nudge();
    this.#go(vote);
  }

  /** Something has come of a study, which may have made a trial ready. */
  nudge(): void {
    this.#nudges.emit('nudge');
  }

  /** Puts nothing more to the vote until `goOnIn`; ballots that are open go on. @throws StoreFailedError */
  async pause(name: string, plan: StudyPlan): Promise<void> {
    await (await this.#voteOf(name, plan))?.pause();
    this.nudge();
  }

  /**
   * Puts nothing more to the vote, for good; ballots that are open go on.
   * @returns false where it was over already, or never began
   * @throws StoreFailedError, CorruptRecordError
   */
  async end(name: string, plan: StudyPlan, by: ActingRole): Promise<boolean> {
    const vote = await this.#voteOf(name, plan);
    if (vote?.place === undefined || vote.ended || (await vote.standing())?.over !== false) return false;
    await vote.end(by);
    this.nudge();
    return true;
  }

  /** Undefined for a plan that asks nobody, and where there is no vote yet. @throws StoreFailedError, CorruptRecordError */
  async standing(name: string, plan: StudyPlan): Promise<(VoteStanding & { readonly begun: boolean }) | undefined> {
    const vote = await this.#voteOf(name, plan);
    const standing = await vote?.standing();
    return standing === undefined ? undefined : { ...standing, begun: vote?.place !== undefined };
  }

  /** The same at a glance; undefined also where it has not begun. @throws StoreFailedError, CorruptRecordError */
  async glance(name: string, plan: StudyPlan): Promise<VoteGlance | undefined> {
    const vote = await this.#voteOf(name, plan);
    const standing = await vote?.standing();
    if (vote?.place === undefined || standing === undefined) return undefined;
    const { sample, over, paused, ended } = standing;
    const count = (status: VoteStanding['sample'][number]['status']): number =>
      sample.filter((one) => one.status === status).length;
    return {
      sampled: sample.length,
      closed: count('closed'),
      open: count('open'),
      over,
      paused,
      nextAt: ended || paused || count('to come') === 0 ? null : nextDue(vote.asking, standing, this.#deps.clock.now()),
    };
  }

  /** Ends for this process. */
  async close(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#going.values());
  }

  async #voteOf(name: string, plan: StudyPlan): Promise<StudyVote | undefined> {
    if (!asksPeople(plan)) return undefined;
    const key = canonicalHash(plan);
    const known = this.#votes.get(key);
    if (known !== undefined) return known;
    const opened = await StudyVote.open({ name, plan }, this.#deps.events, this.#deps.log);
    // Somebody else may have asked for it meanwhile: one of them writes it.
    const vote = this.#votes.get(key) ?? opened;
    this.#votes.set(key, vote);
    return vote;
  }

  #go(vote: StudyVote): void {
    if (this.#going.has(vote) || this.#shutdown.signal.aborted) return;
    this.#going.set(
      vote,
      this.#run(vote).finally(() => this.#going.delete(vote)),
    );
  }

  /** Never rejects. */
  async #run(vote: StudyVote): Promise<void> {
    const { signal } = this.#shutdown;
    try {
      await runVote(vote, { ...this.#deps, nudges: this.#nudges }, signal);
      const { asking, place } = vote;
      if (place === undefined || vote.shown) return;
      const { name, plan } = asking;
      for (const present of this.#presenters) await present({ name, title: plan.title, place }, signal);
      await vote.noteShown();
    } catch (error) {
      if (signal.aborted && isAbort(error)) return;
      this.#deps.log.error(
        { err: error, study: vote.asking.name },
        'the vote on a study does not go on until the next start',
      );
    }
  }
}

function asksPeople(plan: StudyPlan): plan is AskingPlan['plan'] {
  return plan.community !== undefined;
}
