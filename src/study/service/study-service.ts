import type { ActingRole } from '../../core/acting-role.ts';
import { forGood, type UnfinishedForGood } from '../../jobs/job-end.ts';
import { type JobKind, type JobPresenter, JobService, type JobServiceDeps } from '../../jobs/job-service.ts';
import { analyse } from '../analysis/analyse.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { readStudyEvents } from '../data/read-study-events.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import type { NamedPlan } from '../plan/study-plans.ts';
import { type StudySize, sizeOf } from '../plan/study-size.ts';
import { type PollGlance, StudyPolls, type StudyPollsDeps } from '../poll/study-polls.ts';
import { withholdUntilVoted } from '../poll/withhold-until-voted.ts';
import type { StudyFound } from '../read-study-folder.ts';
import { StudyRecord } from '../run/study-record.ts';
import { isWhole, type StudyStanding, standingOf } from '../run/study-standing.ts';
import { OngoingStudy, type StudyEnd } from './ongoing-study.ts';
import { layOutHere, type RunStudyJobDeps, runStudyJob } from './run-study-job.ts';
import { StudyFinishedError } from './study-finished-error.ts';
import { StudyNotBegunError } from './study-not-begun-error.ts';
import { type StudyLastEnd, type StudyOrder, studyLastEndSchema, studyOrderSchema } from './study-orders.ts';

export type StudyPresenter = JobPresenter<OngoingStudy>;

export type StudyServiceDeps = Omit<RunStudyJobDeps, 'onProgress'> &
  JobServiceDeps &
  Pick<StudyPollsDeps, 'trials' | 'voting'>;

/** A plan that can be run, and how much that is. */
export interface OfferedStudy extends StudySize {
  readonly name: string;
  readonly title: string;
  /** On so many of its trials people are asked to vote. */
  readonly pairsToVoteOn: number;
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
  readonly poll: PollGlance | undefined;
}

export interface StartedStudy {
  readonly study: OngoingStudy;
  /** `poll`: all has been run, and people go on voting. `nothing`: it goes on already. */
  readonly begins: 'study' | 'poll' | 'nothing';
}

export interface StudyResults extends Pick<StudyFound, 'data' | 'sittings'> {
  /** Of the same data. */
  readonly findings: StudyFindings;
}

type Jobs = JobService<StudyOrder, StudyLastEnd, StudyEnd, OngoingStudy>;

/** Runs studies by the plans of studies/ in the background, one at a time, in the bot's own database, and knows what came of each. */
export class StudyService {
  readonly #deps: StudyServiceDeps;
  readonly #jobs: Jobs;
  readonly #polls: StudyPolls;

  private constructor(deps: StudyServiceDeps, jobs: Jobs, polls: StudyPolls) {
    this.#deps = deps;
    this.#jobs = jobs;
    this.#polls = polls;
  }

  /** @throws StoreFailedError */
  static async open(deps: StudyServiceDeps): Promise<StudyService> {
    const plans = await deps.plans.list().catch((error: unknown) => {
      deps.log.error({ err: error }, 'the plans of studies cannot be read, and no poll on one goes on');
      return [];
    });
    const polls = await StudyPolls.open(plans, deps);
    const jobs = await JobService.open(studiesOf(deps, polls), deps);
    return new StudyService(deps, jobs, polls);
  }

  /** Every study from now on is shown by this presenter too. */
  addPresenter(presenter: StudyPresenter): void {
    this.#jobs.addPresenter(presenter);
  }

  /** People's votes on studies' samples. */
  get polls(): Pick<StudyPolls, 'addPresenter' | 'askWhyHidden'> {
    return this.#polls;
  }

  /** The study that goes on now. */
  get ongoing(): OngoingStudy | undefined {
    return this.#jobs.ongoing;
  }

  /** What can be run. */
  async offered(): Promise<readonly OfferedStudy[]> {
    const plans = await this.#deps.plans.list();
    return plans.map((named) => this.#offered(named));
  }

  /**
   * Begins a study, or goes on with what is stored of it: with the runs that are left, or where none is, with people's vote that rests.
   * @param name of a plan in studies/
   * @returns the study; who asks for the one that goes on gets that one
   * @throws StudyUnknownError, StudyPlanError, StudyFinishedError, JobRunningError, JobStoppedError, ClosingError, StoreFailedError,
   *   CorruptRecordError, and what layOutStudy and asking the host throw
   */
  async start(name: string, place: StudyOrder['place']): Promise<StartedStudy> {
    let isWhole = false;
    const { job, begun } = await this.#jobs.start(async (signal) => {
      const { plans, content } = this.#deps;
      const plan = await plans.get(name);
      isWhole = (await this.#stateOf({ name, plan })).status === 'finished';
      if (isWhole && !(await this.#isPollResting(name, plan))) throw new StudyFinishedError(plan.title);
      // A model that is missing is told to whoever asks.
      await layOutHere(plan, this.#deps, signal);
      return { plan: name, title: plan.title, ...sizeOf(plan, content), place };
    });
    return { study: job, begins: !begun ? 'nothing' : isWhole ? 'poll' : 'study' };
  }

  async #isPollResting(name: string, plan: StudyPlan): Promise<boolean> {
    const state = (await this.#polls.glance(name, plan))?.state;
    return state === 'resting' || state === 'not begun';
  }

  /**
   * Ends the ongoing study, also while it is being prepared or waits; what was said and scored is stored, and asking for it again goes on from
   * there, as does people's vote on it.
   * @returns false when there is none
   * @throws StoreFailedError
   */
  async park(by: ActingRole): Promise<boolean> {
    const { ongoing } = this;
    const parked = await this.#jobs.stop(by);
    // It may have come to its end by itself meanwhile.
    if (ongoing?.end?.status === 'parked') await this.#polls.pause(ongoing.order.plan);
    return parked;
  }

  /**
   * Ends people's vote on a finished study for good: what was not put to the vote will not be.
   * @throws StudyUnknownError, StudyPlanError, StoreFailedError, CorruptRecordError
   */
  async endPoll(name: string, by: ActingRole): Promise<'ended' | 'no poll' | 'study not finished'> {
    const plan = await this.#deps.plans.get(name);
    if ((await this.#stateOf({ name, plan })).status !== 'finished') return 'study not finished';
    return (await this.#polls.end(name, by)) ? 'ended' : 'no poll';
  }

  /** Goes on with the study and the polls that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    this.#jobs.recover();
    this.#polls.recover();
  }

  /** Where each plan of studies/ stands. @throws StoreFailedError, CorruptRecordError */
  async states(): Promise<readonly PlanStanding[]> {
    const plans = await this.#deps.plans.list();
    return Promise.all(
      plans.map(async (named) => ({
        study: this.#offered(named),
        state: await this.#stateOf(named),
        poll: await this.#polls.glance(named.name, named.plan),
      })),
    );
  }

  /**
   * What came of a study, whole or so far, without the trials on which people still vote or will. It takes seconds for a large one.
   * @throws StudyUnknownError, StudyPlanError, StudyNotBegunError, StoreFailedError, CorruptRecordError, AbortError
   */
  async results(name: string, signal: AbortSignal): Promise<StudyResults> {
    return this.resultsOf({ name, plan: await this.#deps.plans.get(name) }, signal);
  }

  /** The same of a plan that may be another one than its name has by now. @throws the same, but for what the name may be */
  async resultsOf({ name, plan }: NamedPlan, signal: AbortSignal): Promise<StudyResults> {
    const { events } = this.#deps;
    const { begun, sittings } = await StudyRecord.open(events, plan);
    if (begun === undefined) throw new StudyNotBegunError(plan.title);
    // Before the data: what closes in between stays withheld.
    const poll = await this.#polls.standing(name, plan);
    const whole = await readStudyEvents(begun, events);
    const data = poll === undefined ? whole : withholdUntilVoted(whole, poll);
    return { data, sittings: sittings.map(({ sitting }) => sitting), findings: await analyse(data, signal) };
  }

  /** Parks what goes on, to be gone on with at the next start, and waits for presenters. */
  async close(): Promise<void> {
    await Promise.all([this.#jobs.close(), this.#polls.close()]);
  }

  #offered({ name, plan }: NamedPlan): OfferedStudy {
    const { title, community } = plan;
    return { name, title, ...sizeOf(plan, this.#deps.content), pairsToVoteOn: community?.pairs ?? 0 };
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

function studiesOf(
  deps: Omit<RunStudyJobDeps, 'onProgress'>,
  polls: StudyPolls,
): JobKind<StudyOrder, StudyLastEnd, StudyEnd, OngoingStudy> {
  const { plans, log } = deps;
  /** People vote as soon as the study has a thread, and something to vote on; on a study that was parked they do not. */
  const resumePoll = async ({ order, channelId, end }: OngoingStudy, plan: StudyPlan): Promise<void> => {
    if (channelId === null || end?.status === 'parked') return;
    try {
      await polls.resumeIn(order.plan, plan, { ...order.place, threadId: channelId });
    } catch (error) {
      log.error({ err: error, study: order.plan }, 'people’s vote on a study could not go on');
    }
  };
  return {
    name: 'study',
    stopWith: '/study stop',
    schemas: { order: studyOrderSchema, end: studyLastEndSchema },
    titleOf: ({ title }) => `The study “${title}”`,
    isSame: (one, other) => one.plan === other.plan,
    jobOf(order, notes) {
      const study: OngoingStudy = new OngoingStudy(order, {
        ...notes,
        async placedIn(channelId) {
          await notes.placedIn(channelId);
          await plans.get(order.order.plan).then(
            (plan) => resumePoll(study, plan),
            (error: unknown) =>
              log.error({ err: error, study: order.order.plan }, 'people’s vote on a study could not begin'),
          );
        },
      });
      return study;
    },
    run: (study, signal) => runStudyJob(study, { ...deps, onProgress: (plan) => void resumePoll(study, plan) }, signal),
    lastEndOf: (end) => (end.status === 'finished' ? end : forGood(end)),
    endOf: async (last) => last,
  };
}
