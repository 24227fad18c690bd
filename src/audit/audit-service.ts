import type { ActingRole } from '../core/acting-role.ts';
import { forGood } from '../jobs/job-end.ts';
import { type JobKind, type JobPresenter, JobService, type JobServiceDeps } from '../jobs/job-service.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { auditOf, type KnownAudit, type StoredSheet, sheetAt } from './audit-of.ts';
import { type AuditOrder, auditOrderSchema, type LastEnd, lastEndSchema } from './audit-orders.ts';
import { judgeAt } from './laid-out-audit.ts';
import { type AuditEnd, OngoingAudit } from './ongoing-audit.ts';
import { type RunToEndDeps, runToEnd } from './run-to-end.ts';

export type AuditPresenter = JobPresenter<OngoingAudit>;

export type AuditServiceDeps = RunToEndDeps & JobServiceDeps;

/** Audits judges in the background, one at a time, and knows what came of all audits. Sheets belong to the bot, not to a Discord server. */
export class AuditService {
  readonly #deps: AuditServiceDeps;
  readonly #jobs: JobService<AuditOrder, LastEnd, AuditEnd, OngoingAudit>;

  private constructor(deps: AuditServiceDeps, jobs: JobService<AuditOrder, LastEnd, AuditEnd, OngoingAudit>) {
    this.#deps = deps;
    this.#jobs = jobs;
  }

  /** @throws StoreFailedError */
  static async open(deps: AuditServiceDeps): Promise<AuditService> {
    return new AuditService(deps, await JobService.open(auditsOf(deps), deps));
  }

  /** Every audit from now on is shown by this presenter too. */
  addPresenter(presenter: AuditPresenter): void {
    this.#jobs.addPresenter(presenter);
  }

  /** The audit that goes on now. */
  get ongoing(): OngoingAudit | undefined {
    return this.#jobs.ongoing;
  }

  /**
   * Begins an audit, or goes on with what is stored of one. It is laid out in the background.
   * @param order `judge` as people write it
   * @returns the audit, and whether it was begun now: who asks for the one that goes on gets that one
   * @throws JobRunningError, JobStoppedError, ClosingError, JudgeMissingError, NoModelError, StoreFailedError, and what asking the host throws
   */
  async start(order: AuditOrder): Promise<{ readonly audit: OngoingAudit; readonly begun: boolean }> {
    const { job, begun } = await this.#jobs.start(async (signal) => {
      const { name: judge } = await judgeAt(order.judge, this.#deps.host, signal);
      return { ...order, judge };
    });
    return { audit: job, begun };
  }

  /**
   * Ends the ongoing audit, also while it is being prepared or waits; what was heard is stored, and asking for it again goes on from there.
   * @returns false when there is none
   */
  stop(by: ActingRole): Promise<boolean> {
    return this.#jobs.stop(by);
  }

  /** Goes on with the audit that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    this.#jobs.recover();
  }

  /**
   * A judge with its newest audit, as it is now and without thinking.
   * @throws JudgeMissingError, NoModelError, StoreFailedError, and what asking the host throws
   */
  async known(judge: string): Promise<{ readonly info: ModelInfo; readonly known: KnownAudit }> {
    const info = await judgeAt(judge, this.#deps.host, this.#jobs.closing);
    return { info, known: await this.newest(info) };
  }

  /** The newest audit of a model with these prompts and this rubric. @param model without its digest: of any weights @throws StoreFailedError */
  newest(model: Pick<ModelInfo, 'name' | 'digest'>): Promise<KnownAudit> {
    return auditOf(model, this.#deps.content, this.#deps.events);
  }

  /** The sheet that is stored at a place; undefined where none can be read. @throws StoreFailedError */
  sheetAt(place: StoredSheet['place']): Promise<StoredSheet | undefined> {
    return sheetAt(place, this.#deps.events);
  }

  /** Parks what goes on, to be gone on with at the next start, and waits for presenters. */
  close(): Promise<void> {
    return this.#jobs.close();
  }
}

function auditsOf(deps: RunToEndDeps): JobKind<AuditOrder, LastEnd, AuditEnd, OngoingAudit> {
  return {
    name: 'audit',
    stopWith: '/judge stop',
    schemas: { order: auditOrderSchema, end: lastEndSchema },
    titleOf: ({ judge, size }) => `The audit of ${judge} (size ${size})`,
    isSame: (one, other) => one.judge === other.judge && one.size === other.size,
    jobOf: (order, notes) => new OngoingAudit(order, notes),
    run: (audit, signal) => runToEnd(audit, deps, signal),
    lastEndOf: (end) => (end.status === 'audited' ? { status: 'audited', sheet: end.place } : forGood(end)),
    async endOf(last) {
      if (last.status !== 'audited') return last;
      const stored = await sheetAt(last.sheet, deps.events);
      return stored === undefined
        ? { status: 'failed', words: 'Its sheet was stored and cannot be read any more.' }
        : { status: 'audited', ...stored };
    },
  };
}
