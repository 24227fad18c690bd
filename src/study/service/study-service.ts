import type { Content } from '../../content/schema.ts';
import type { ActingRole } from '../../core/acting-role.ts';
import { forGood, type UnfinishedForGood } from '../../jobs/job-end.ts';
import { type JobKind, type JobPresenter, JobService, type JobServiceDeps } from '../../jobs/job-service.ts';
import { analyse } from '../analysis/analyse.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { readStudy } from '../data/read-study.ts';
import type { NamedPlan } from '../plan/study-plans.ts';
import { type StudySize, sizeOf } from '../plan/study-size.ts';
import { StudyRecord } from '../run/study-record.ts';
import { isWhole, type StudyStanding, standingOf } from '../run/study-standing.ts';
import type { StudyFound } from '../study-reader.ts';
import { OngoingStudy, type StudyEnd } from './ongoing-study.ts';
import { layOutHere, type RunStudyJobDeps, runStudyJob } from './run-study-job.ts';
import { StudyFinishedError } from './study-finished-error.ts';
import { StudyNotBegunError } from './study-not-begun-error.ts';
import { type StudyLastEnd, type StudyOrder, studyLastEndSchema, studyOrderSchema } from './study-orders.ts';

export type StudyPresenter = JobPresenter<OngoingStudy>;

export type StudyServiceDeps = RunStudyJobDeps & JobServiceDeps & { readonly content: Content };

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

export interface StudyResults extends Pick<StudyFound, 'data' | 'sittings'> {
  /** Of the same data. */
  readonly findings: StudyFindings;
}

type Jobs = JobService<StudyOrder, StudyLastEnd, StudyEnd, OngoingStudy>;

/** Runs studies by the plans of studies/ in the background, one at a time, in the bot's own database, and knows what came of each. */
export class StudyService {
  readonly #deps: StudyServiceDeps;
  readonly #jobs: Jobs;

  private constructor(deps: StudyServiceDeps, jobs: Jobs) {
    this.#deps = deps;
    this.#jobs = jobs;
  }

  /** @throws StoreFailedError */
  static async open(deps: StudyServiceDeps): Promise<StudyService> {
    return new StudyService(deps, await JobService.open(studiesOf(deps), deps));
  }

  /** Every study from now on is shown by this presenter too. */
  addPresenter(presenter: StudyPresenter): void {
    this.#jobs.addPresenter(presenter);
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
   * there.
   * @returns false when there is none
   */
  stop(by: ActingRole): Promise<boolean> {
    return this.#jobs.stop(by);
  }

  /** Goes on with the study that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    this.#jobs.recover();
  }

  /** Where each plan of studies/ stands. @throws StoreFailedError, CorruptRecordError */
  async states(): Promise<readonly { readonly study: OfferedStudy; readonly state: StudyState }[]> {
    const plans = await this.#deps.plans.list();
    return Promise.all(
      plans.map(async (named) => ({
        study: { name: named.name, title: named.plan.title, ...sizeOf(named.plan, this.#deps.content) },
        state: await this.#stateOf(named),
      })),
    );
  }

  /**
   * What came of a study, whole or so far. It takes seconds for a large one.
   * @throws StudyUnknownError, StudyPlanError, StudyNotBegunError, StoreFailedError, CorruptRecordError, AbortError
   */
  async results(name: string, signal: AbortSignal): Promise<StudyResults> {
    const { plans, events } = this.#deps;
    const plan = await plans.get(name);
    const { begun, sittings } = await StudyRecord.open(events, plan);
    if (begun === undefined) throw new StudyNotBegunError(plan.title);
    const data = await readStudy(begun, events);
    return { data, sittings: sittings.map(({ sitting }) => sitting), findings: await analyse(data, signal) };
  }

  /** Parks what goes on, to be gone on with at the next start, and waits for presenters. */
  close(): Promise<void> {
    return this.#jobs.close();
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
