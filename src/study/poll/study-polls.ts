import type { ActingRole } from '../../core/acting-role.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { EventLog } from '../../store/event-log.ts';
import { StoreFailedError } from '../../store/store-failed-error.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import type { NamedPlan } from '../plan/study-plans.ts';
import { nextDue } from './pace.ts';
import type { PollPlace } from './poll-events.ts';
import { REST, type RunPollDeps, runPoll } from './run-poll.ts';
import { type PolledPlan, type PollStanding, StudyPoll } from './study-poll.ts';

export interface StudyPollsDeps extends Omit<RunPollDeps, 'whyHidden'> {
  readonly events: EventLog;
}

/** A poll that is over, for whoever shows that. */
export interface OverPoll {
  readonly polled: PolledPlan;
  readonly place: PollPlace;
}

/** Shows what people said when a poll is over; an error thrown here is logged, and it is shown at the next start. */
export type PollPresenter = (poll: OverPoll, signal: AbortSignal) => Promise<void>;

interface PollNumbers {
  readonly sampled: number;
  readonly closed: number;
  readonly open: number;
}

/** What a poll does now. */
type PollState =
  /** Nobody votes, and nobody will. */
  | { readonly state: 'over' }
  /** A person ended it; ballots are still open. */
  | { readonly state: 'ended' }
  /** Its study has no thread yet. */
  | { readonly state: 'not begun' }
  /** Nothing is put to the vote until its study is asked for again. */
  | { readonly state: 'resting' }
  /** Nothing can be put to the vote, and it goes on by itself; `why` is for people. */
  | { readonly state: 'in trouble'; readonly why: string }
  /** `nextAt`: when the next may be put to the vote, in milliseconds since the epoch; null where none is ready. */
  | { readonly state: 'going on'; readonly nextAt: number | null };

/** Where a poll stands at a glance. */
export type PollGlance = PollNumbers & PollState;

/** A poll is people's vote on the sample of a study. Holds those of all studies that the bot runs, each in the background, over restarts. */
export class StudyPolls {
  readonly #deps: StudyPollsDeps;
  readonly #shutdown = new AbortController();
  /** By the hash of their plan. */
  readonly #polls = new Map<string, StudyPoll>();
  readonly #running = new Map<StudyPoll, Promise<void>>();
  readonly #presenters: PollPresenter[] = [];
  #whyHidden: RunPollDeps['whyHidden'] = async () => null;

  private constructor(deps: StudyPollsDeps) {
    this.#deps = deps;
  }

  /** @param plans those that can be run @throws StoreFailedError */
  static async open(plans: readonly NamedPlan[], deps: StudyPollsDeps): Promise<StudyPolls> {
    const polls = new StudyPolls(deps);
    for (const { name, plan } of plans) await polls.#pollOf(name, plan);
    return polls;
  }

  /** Every poll from now on is shown by this presenter too, once it is over. */
  addPresenter(presenter: PollPresenter): void {
    this.#presenters.push(presenter);
  }

  /** Asked before a trial is put to the vote; the Discord edge sets it. */
  askWhyHidden(whyHidden: RunPollDeps['whyHidden']): void {
    this.#whyHidden = whyHidden;
  }

  /** Goes on with what an earlier process left. */
  recover(): void {
    for (const poll of this.#polls.values()) if (poll.place !== undefined && !poll.shown) this.#keepRunning(poll);
  }

  /** Begins the poll of a study that has a thread, or goes on with it there; nothing for a plan that asks nobody. @throws StoreFailedError */
  async resumeIn(name: string, plan: StudyPlan, place: PollPlace): Promise<void> {
    const poll = await this.#pollOf(name, plan);
    if (poll === undefined) return;
    await poll.resumeIn(place);
    poll.nudge();
    this.#keepRunning(poll);
  }

  /** Puts nothing more of a study to the vote until `resumeIn`; ballots that are open go on. @throws StoreFailedError */
  async pause(name: string): Promise<void> {
    for (const poll of this.#named(name)) {
      await poll.pause();
      poll.nudge();
    }
  }

  /**
   * Puts nothing more of a study to the vote, for good; ballots that are open go on.
   * @returns false where nothing was to come or open
   * @throws StoreFailedError, CorruptRecordError
   */
  async end(name: string, by: ActingRole): Promise<boolean> {
    let ended = false;
    for (const poll of this.#named(name)) {
      if (poll.ended || (await poll.standing())?.over !== false) continue;
      await poll.end(by);
      poll.nudge();
      ended = true;
    }
    return ended;
  }

  /** Undefined for a plan that asks nobody, and for a study that was not begun. @throws StoreFailedError, CorruptRecordError */
  async standing(name: string, plan: StudyPlan): Promise<PollStanding | undefined> {
    return (await this.#pollOf(name, plan))?.standing();
  }

  /** The same at a glance. @throws StoreFailedError, CorruptRecordError */
  async glance(name: string, plan: StudyPlan): Promise<PollGlance | undefined> {
    const poll = await this.#pollOf(name, plan);
    const standing = await poll?.standing();
    if (poll === undefined || standing === undefined) return undefined;
    const count = (status: PollStanding['sample'][number]['status']): number =>
      standing.sample.filter((one) => one.status === status).length;
    const numbers = { sampled: standing.sample.length, closed: count('closed'), open: count('open') };
    if (standing.over) return { ...numbers, state: 'over' };
    if (standing.ended) return { ...numbers, state: 'ended' };
    if (poll.place === undefined) return { ...numbers, state: 'not begun' };
    if (standing.paused || !this.#running.has(poll)) return { ...numbers, state: 'resting' };
    if (poll.trouble !== null) return { ...numbers, state: 'in trouble', why: poll.trouble };
    const isReady = count('to come') > 0;
    const nextAt = isReady ? nextDue(poll.polled, standing, this.#deps.clock.now()) : null;
    return { ...numbers, state: 'going on', nextAt };
  }

  /** Ends for this process. */
  async close(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#running.values());
  }

  async #pollOf(name: string, plan: StudyPlan): Promise<StudyPoll | undefined> {
    if (!asksPeople(plan)) return undefined;
    const key = canonicalHash(plan);
    const known = this.#polls.get(key);
    if (known !== undefined) return known;
    const opened = await StudyPoll.open({ name, plan }, this.#deps.events, this.#deps.log);
    // Somebody else may have asked for it meanwhile: one of them writes it.
    const poll = this.#polls.get(key) ?? opened;
    this.#polls.set(key, poll);
    return poll;
  }

  /** More than one where its plan was changed: the study by the old one may still be voted on. */
  #named(name: string): readonly StudyPoll[] {
    return [...this.#polls.values()].filter(({ polled }) => polled.name === name);
  }

  #keepRunning(poll: StudyPoll): void {
    if (this.#running.has(poll) || this.#shutdown.signal.aborted) return;
    const run = this.#run(poll).finally(() => this.#running.delete(poll));
    this.#running.set(poll, run);
  }

  /** Never rejects; begins again, from what is stored, whenever the database takes nothing. */
  async #run(poll: StudyPoll): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#shutdown;
    const { name } = poll.polled;
    while (!signal.aborted) {
      try {
        await runPoll(poll, { ...this.#deps, whyHidden: (place) => this.#whyHidden(place) }, signal);
        await this.#showOver(poll, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof StoreFailedError)) {
          log.error({ err: error, study: name }, 'a poll rests until its study is asked for again, or the next start');
          return;
        }
        log.error({ err: error, study: name }, 'the database takes nothing, and a poll waits');
        await clock.sleep(REST, signal).catch(() => {});
      }
    }
  }

  async #showOver(poll: StudyPoll, signal: AbortSignal): Promise<void> {
    const { polled, place } = poll;
    if (place === undefined || poll.shown) return;
    const standing = await poll.standing();
    // Of a poll in which no ballot came to its end there is nothing to show.
    const anyClosed = standing?.sample.some(({ status }) => status === 'closed') === true;
    if (anyClosed) for (const present of this.#presenters) await present({ polled, place }, signal);
    await poll.noteShown();
  }
}

function asksPeople(plan: StudyPlan): plan is PolledPlan['plan'] {
  return plan.community !== undefined;
}
