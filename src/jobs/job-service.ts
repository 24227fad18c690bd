import type { ActingRole } from '../core/acting-role.ts';
import type { Clock } from '../core/clock.ts';
import { ClosingError } from '../core/closing-error.ts';
import { isAbort } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { EventLog } from '../store/event-log.ts';
import { JOB_WORDS, type JobName } from './job-name.ts';
import { JobOrders, type OrderSchemas, type StoredOrder } from './job-orders.ts';
import { JobStoppedError } from './job-stopped-error.ts';
import type { OneJob } from './one-job.ts';
import type { OngoingJob, ShownNotes } from './ongoing-job.ts';

/** Shows a job while it goes on, at its own pace; an error thrown here is logged and ends nothing but this view. */
export type JobPresenter<Job> = (job: Job, signal: AbortSignal) => Promise<void>;

/** What differs from one kind of job to another. */
export interface JobKind<Order, LastEnd, End extends { readonly status: string }, Job extends OngoingJob<Order, End>> {
  readonly name: JobName;
  /** The command that parks it. */
  readonly stopWith: string;
  readonly schemas: OrderSchemas<Order, LastEnd>;
  /** `The audit of x (size quick)` */
  titleOf(order: Order): string;
  /** Whether who asks for the one gets the other that goes on. */
  isSame(one: Order, other: Order): boolean;
  jobOf(order: StoredOrder<Order>, notes: ShownNotes): Job;
  /** Takes a job to its end, or until the signal is aborted; never rejects. */
  run(job: Job, signal: AbortSignal): Promise<End>;
  /** An end as it is stored; undefined for a job that goes on at the next start. */
  lastEndOf(end: End): LastEnd | undefined;
  /** @throws StoreFailedError */
  endOf(last: LastEnd): Promise<End>;
}

export interface JobServiceDeps {
  readonly events: EventLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Shared by all services of jobs. */
  readonly oneJob: OneJob;
}

/** How long presenters may take to show the end when the program ends, in milliseconds. */
const SHOWN_WITHIN = 3000;

/** Does jobs of one kind in the background, one at a time, over restarts. */
export class JobService<Order, LastEnd, End extends { readonly status: string }, Job extends OngoingJob<Order, End>> {
  readonly #kind: JobKind<Order, LastEnd, End, Job>;
  readonly #deps: JobServiceDeps;
  readonly #orders: JobOrders<Order, LastEnd>;
  readonly #presenters: JobPresenter<Job>[] = [];
  readonly #shutdown = new AbortController();
  /** Stop those that were asked for and are not ongoing yet. */
  readonly #asked = new Set<AbortController>();
  #ongoing: { readonly job: Job; readonly stop: AbortController } | undefined;
  /** Settles when the ongoing job has ended. */
  #done: Promise<void> = Promise.resolve();
  #shown: Promise<unknown> = Promise.resolve();

  private constructor(
    kind: JobKind<Order, LastEnd, End, Job>,
    deps: JobServiceDeps,
    orders: JobOrders<Order, LastEnd>,
  ) {
    this.#kind = kind;
    this.#deps = deps;
    this.#orders = orders;
  }

  /** @throws StoreFailedError */
  static async open<Order, LastEnd, End extends { readonly status: string }, Job extends OngoingJob<Order, End>>(
    kind: JobKind<Order, LastEnd, End, Job>,
    deps: JobServiceDeps,
  ): Promise<JobService<Order, LastEnd, End, Job>> {
    return new JobService(kind, deps, await JobOrders.open(kind.name, kind.schemas, deps.events, deps.log));
  }

  /** Every job from now on is shown by this presenter too. */
  addPresenter(presenter: JobPresenter<Job>): void {
    this.#presenters.push(presenter);
  }

  /** The job that goes on now. */
  get ongoing(): Job | undefined {
    return this.#ongoing?.job;
  }

  /** Aborted when the program ends. */
  get closing(): AbortSignal {
    return this.#shutdown.signal;
  }

  /** See JobOrders. */
  lastEnd(fits: (order: Order) => boolean): LastEnd | undefined {
    return this.#orders.lastEnd(fits);
  }

  /**
   * Begins a job, or goes on with what is stored of one, in the background.
   * @param decide comes to the order, and throws where it can't be met
   * @returns the job, and whether it was begun now: who asks for the one that goes on gets that one
   * @throws JobRunningError, JobStoppedError, ClosingError, StoreFailedError, and what `decide` throws
   */
  async start(
    decide: (signal: AbortSignal) => Promise<Order>,
  ): Promise<{ readonly job: Job; readonly begun: boolean }> {
    const { name, stopWith, titleOf, isSame } = this.#kind;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#shutdown.signal]);
    this.#asked.add(stop);
    try {
      signal.throwIfAborted();
      const order = await decide(signal);
      signal.throwIfAborted();
      const { ongoing } = this;
      if (ongoing !== undefined && isSame(ongoing.order, order)) return { job: ongoing, begun: false };
      const leave = this.#deps.oneJob.begin(titleOf(order), stopWith);
      const stored = await this.#orders.ordered(order).catch((error: unknown) => {
        leave();
        throw error;
      });
      return { job: this.#begin(stored, stop, leave), begun: true };
    } catch (error) {
      const { reason } = stop.signal;
      if (reason instanceof StoppedByPerson) throw new JobStoppedError(name, reason.by);
      if (signal.aborted) throw new ClosingError(name);
      throw error;
    } finally {
      this.#asked.delete(stop);
    }
  }

  /**
   * Ends the ongoing job, also while it is being prepared or waits; what was done is stored, and asking for it again goes on from there.
   * @returns false when there is none
   */
  async stop(by: ActingRole): Promise<boolean> {
    const ongoing = this.#ongoing;
    const stops = [...this.#asked, ...(ongoing === undefined ? [] : [ongoing.stop])];
    for (const stop of stops) stop.abort(new StoppedByPerson(by));
    await ongoing?.job.ended;
    return stops.length > 0;
  }

  /** Goes on with the job that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    for (const { order, end } of this.#orders.untold) this.#showLate(order, end);
    const { open } = this.#orders;
    if (open === undefined || this.#ongoing !== undefined) return;
    const { oneJob, log } = this.#deps;
    const { titleOf, stopWith } = this.#kind;
    const begin = (): void => {
      this.#begin(open, new AbortController(), oneJob.begin(titleOf(open.order), stopWith));
    };
    if (oneJob.isFree) {
      begin();
      return;
    }
    // One of another kind was left too, as where the end of one could not be stored.
    oneJob.none(this.closing).then(begin, (error: unknown) => log.debug({ err: error }, 'goes on at the next start'));
  }

  /** Parks what goes on, to be gone on with at the next start, and waits for presenters. */
  async close(): Promise<void> {
    this.#shutdown.abort();
    await this.#done;
    const late = new AbortController();
    await Promise.race([this.#shown, this.#deps.clock.sleep(SHOWN_WITHIN, late.signal).catch(() => {})]);
    late.abort();
  }

  #begin(order: StoredOrder<Order>, stop: AbortController, leave: () => void): Job {
    const job = this.#jobOf(order);
    this.#ongoing = { job, stop };
    this.#show(job);
    this.#done = this.#run(job, order, AbortSignal.any([stop.signal, this.#shutdown.signal]), leave);
    return job;
  }

  #jobOf(order: StoredOrder<Order>): Job {
    return this.#kind.jobOf(order, {
      placedIn: (channelId) => this.#orders.placed(order, channelId),
      shownBy: (messageId) => this.#orders.shown(order, messageId),
      settled: () => this.#orders.settled(order),
    });
  }

  /** Takes a job to its end, or until the process closes; never rejects. */
  async #run(job: Job, order: StoredOrder<Order>, signal: AbortSignal, leave: () => void): Promise<void> {
    const end = await this.#kind.run(job, signal);
    const last = this.#kind.lastEndOf(end);
    try {
      if (last !== undefined) await this.#orders.over(order, last);
    } catch (error) {
      this.#deps.log.error({ err: error }, `it could not be stored that ${this.#words} is over`);
    }
    this.#ongoing = undefined;
    leave();
    job.endWith(end);
  }

  /** Shows the end of a job that an earlier process has ended. */
  #showLate(order: StoredOrder<Order>, end: LastEnd): void {
    const job = this.#jobOf(order);
    const ended = this.#kind.endOf(end).then((whole) => job.endWith(whole));
    ended.then(
      () => this.#show(job),
      (error: unknown) => this.#deps.log.error({ err: error }, `the end of ${this.#words} could not be read`),
    );
  }

  #show(job: Job): void {
    this.#shown = Promise.all([this.#shown, ...this.#presenters.map((presenter) => this.#present(presenter, job))]);
  }

  async #present(presenter: JobPresenter<Job>, job: Job): Promise<void> {
    const signal = this.closing;
    try {
      await presenter(job, signal);
    } catch (error) {
      if (!signal.aborted || !isAbort(error)) this.#deps.log.error({ err: error }, `${this.#words} could not be shown`);
    }
  }

  get #words(): string {
    return JOB_WORDS[this.#kind.name];
  }
}
