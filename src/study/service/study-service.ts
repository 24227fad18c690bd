import type { Content } from '../../content/schema.ts';
import type { ActingRole } from '../../core/acting-role.ts';
import { forGood, type UnfinishedForGood } from '../../jobs/job-end.ts';
import { type JobKind, type JobPresenter, JobService, type JobServiceDeps } from '../../jobs/job-service.ts';
import { analyse } from '../analysis/analyse.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { readStudyEvents } from '../data/read-study-events.ts';
import type { NamedPlan } from '../plan/study-plans.ts';
import { type StudySize, sizeOf } from '../plan/study-size.ts';
import type { StudyFound } from '../read-study-folder.ts';
import { StudyRecord } from '../run/study-record.ts';
import { isWhole, type StudyStanding, standingOf } from '../run/study-standing.ts';
import { StudyVotes, type StudyVotesDeps, type VoteGlance, type VotePresenter } from '../vote/study-votes.ts';
import { withVote } from '../vote/vote-data.ts';
import { OngoingStudy, type StudyEnd } from './ongoing-study.ts';
import { layOutHere, type RunStudyJobDeps, runStudyJob } from './run-study-job.ts';
import { StudyFinishedError } from './study-finished-error.ts';
import { StudyNotBegunError } from './study-not-begun-error.ts';
import { type StudyLastEnd, type StudyOrder, studyLastEndSchema, studyOrderSchema } from './study-orders.ts';

export type StudyPresenter = JobPresenter<OngoingStudy>;

export type StudyServiceDeps = Omit<RunStudyJobDeps, 'goesOn'> &
  JobServiceDeps &
  Pick<StudyVotesDeps, 'trials' | 'voting'> & { readonly content: Content };

/** A plan that can be run, and how much that is. */
export interface OfferedStudy extends StudySize {
  readonly name: string;
  readonly title: string;
}

/** Where a study stands for the bot: `parked` also where nobody said why it does not go on. */
export type StudyState =
  | { readonly status: 'not begun' }
  | { readonly status: 'running' }
  | { readonly status: 'finished' }
  | { readonly status: 'parked'; readonly at: StudyStanding; readonly end: UnfinishedForGood | undefined };

/** A plan of studies/, where it stands, and people's vote on it; undefined where there is none. */
export interface PlanStanding {
  readonly study: OfferedStudy;
  readonly state: StudyState;
  readonly vote: VoteGlance | undefined;
}

/** What was ended: a study, to be gone on with, or people's votes on studies that are finished. */
export type StudyStop =
  | { readonly status: 'parked' }
  | { readonly status: 'vote ended'; readonly titles: readonly string[] }
  | { readonly status: 'nothing' };

export interface StudyResults extends Pick<StudyFound, 'data' | 'sittings'> {
  /** Of the same data. */
  readonly findings: StudyFindings;
}

type Jobs = JobService<StudyOrder, StudyLastEnd, StudyEnd, OngoingStudy>;

/** Runs studies by the plans of studies/ in the background, one at a time, in the bot's own database, and knows what came of each. */
export class StudyService {
  readonly #deps: StudyServiceDeps;
  readonly #jobs: Jobs;
  readonly #votes: StudyVotes;

  private constructor(deps: StudyServiceDeps, jobs: Jobs, votes: StudyVotes) {
    this.#deps = deps;
    this.#jobs = jobs;
    this.#votes = votes;
  }

  /** @throws StoreFailedError */
  static async open(deps: StudyServiceDeps): Promise<StudyService> {
    const votes = await StudyVotes.open(await deps.plans.list(), deps);
    const jobs = await JobService.open(studiesOf({ ...deps, goesOn: votesGoOn(votes, deps) }), deps);
    return new StudyService(deps, jobs, votes);
  }

  /** Every study from now on is shown by this presenter too. */
  addPresenter(presenter: StudyPresenter): void {
    this.#jobs.addPresenter(presenter);
  }

  /** The end of every vote from now on is shown by this presenter too. */
  addVotePresenter(presenter: VotePresenter): void {
    this.#votes.addPresenter(presenter);
  }

  /** The study that goes on now. */
  get ongoing(): OngoingStudy | undefined {
    return this.#jobs.ongoing;
  }

  /** What can be run. */
  async offered(): Promise<readonly OfferedStudy[]> {
    const plans = await this.#deps.plans.list();
    return plans.map(({ name, plan }) => ({ name, title: plan.title, ...sizeOf(plan, this.#deps.content) }));
  }

  /**
   * Begins a study, or goes on with what is stored of it.
   * @param name of a plan in studies/
   * @returns the study, and whether it was begun now: who asks for the one that goes on gets that one
   * @throws StudyUnknownError, StudyPlanError, StudyFinishedError, JobRunningError, JobStoppedError, ClosingError, StoreFailedError,
   *   CorruptRecordError, and what layOutStudy and asking the host throw
   */
  async start(
    name: string,
    place: StudyOrder['place'],
  ): Promise<{ readonly study: OngoingStudy; readonly begun: boolean }> {
    const { job, begun } = await this.#jobs.start(async (signal) => {
      const { plans, content, events } = this.#deps;
      const plan = await plans.get(name);
      const stored = (await StudyRecord.open(events, plan)).begun;
      if (stored !== undefined && isWhole(await standingOf(stored, events))) throw new StudyFinishedError(plan.title);
      // A model that is missing is told to whoever asks.
      await layOutHere(plan, this.#deps, signal);
      return { plan: name, title: plan.title, ...sizeOf(plan, content), place };
    });
    return { study: job, begun };
  }

  /**
   * Ends the ongoing study, also while it is being prepared or waits; what was said and scored is stored, and asking for it again goes on from
   * there, as does people's vote on it. Where none goes on, the votes on finished studies are ended.
   * @throws StudyUnknownError, StudyPlanError, StoreFailedError, CorruptRecordError
   */
  async stop(by: ActingRole): Promise<StudyStop> {
    const name = this.ongoing?.order.plan;
    const parked = await this.#jobs.stop(by);
    if (name !== undefined) await this.#votes.pause(name, await this.#deps.plans.get(name));
    if (parked) return { status: 'parked' };
    const titles: string[] = [];
    for (const named of await this.#deps.plans.list()) {
      const { status } = await this.#stateOf(named);
      if (status === 'finished' && (await this.#votes.end(named.name, named.plan, by))) titles.push(named.plan.title);
    }
    return titles.length > 0 ? { status: 'vote ended', titles } : { status: 'nothing' };
  }

  /** Goes on with the study and the votes that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    this.#jobs.recover();
    this.#votes.recover();
  }

  /** Where each plan of studies/ stands. @throws StoreFailedError, CorruptRecordError */
  async states(): Promise<readonly PlanStanding[]> {
    const plans = await this.#deps.plans.list();
    return Promise.all(
      plans.map(async (named) => ({
        study: { name: named.name, title: named.plan.title, ...sizeOf(named.plan, this.#deps.content) },
        state: await this.#stateOf(named),
        vote: await this.#votes.glance(named.name, named.plan),
      })),
    );
  }

  /**
   * What came of a study, whole or so far, without the trials on which people still vote or will. It takes seconds for a large one.
   * @throws StudyUnknownError, StudyPlanError, StudyNotBegunError, StoreFailedError, CorruptRecordError, AbortError
   */
  async results(name: string, signal: AbortSignal): Promise<StudyResults> {
    const { plans, events } = this.#deps;
    const plan = await plans.get(name);
    const { begun, sittings } = await StudyRecord.open(events, plan);
    if (begun === undefined) throw new StudyNotBegunError(plan.title);
    const vote = await this.#votes.standing(name, plan);
    const whole = await readStudyEvents(begun, events);
    // A study that was finished without ever having a thread is not voted on.
    const isVoted = vote !== undefined && (vote.begun || !isWhole(await standingOf(begun, events)));
    const data = isVoted ? withVote(whole, vote) : whole;
    return { data, sittings: sittings.map(({ sitting }) => sitting), findings: await analyse(data, signal) };
  }

  /** Parks what goes on, to be gone on with at the next start, and waits for presenters. */
  async close(): Promise<void> {
    await Promise.all([this.#jobs.close(), this.#votes.close()]);
  }

  async #stateOf({ name, plan }: NamedPlan): Promise<StudyState> {
    const { events } = this.#deps;
    if (this.ongoing?.order.plan === name) return { status: 'running' };
    const { begun } = await StudyRecord.open(events, plan);
    if (begun === undefined) return { status: 'not begun' };
    const at = await standingOf(begun, events);
    if (isWhole(at)) return { status: 'finished' };
    const end = this.#jobs.lastEnd((order) => order.plan === name);
    return { status: 'parked', at, end: end?.status === 'finished' ? undefined : end };
  }
}

/** The vote on a study goes on in its thread as soon as there is one. */
function votesGoOn(votes: StudyVotes, { log }: Pick<StudyServiceDeps, 'log'>): RunStudyJobDeps['goesOn'] {
  return ({ order, channelId }, plan) => {
    if (channelId === null) return;
    votes.goOnIn(order.plan, plan, { ...order.place, threadId: channelId }).catch((error: unknown) => {
      log.error({ err: error, study: order.plan }, 'the vote on a study could not go on');
    });
  };
}

function studiesOf(deps: RunStudyJobDeps): JobKind<StudyOrder, StudyLastEnd, StudyEnd, OngoingStudy> {
  return {
    name: 'study',
    stopWith: '/study stop',
    schemas: { order: studyOrderSchema, end: studyLastEndSchema },
    titleOf: ({ title }) => `The study “${title}”`,
    isSame: (one, other) => one.plan === other.plan,
    jobOf: (order, notes) => new OngoingStudy(order, notes),
    run: (study, signal) => runStudyJob(study, deps, signal),
    lastEndOf: (end) => (end.status === 'finished' ? end : forGood(end)),
    endOf: async (last) => last,
  };
}
