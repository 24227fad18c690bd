import type { Unfinished } from '../jobs/job-end.ts';
import { OngoingJob } from '../jobs/ongoing-job.ts';
import type { AuditStep } from './ask-due.ts';
import type { StoredSheet } from './audit-of.ts';
import type { AuditOrder } from './audit-orders.ts';
import { ProgressFigures } from './progress-figures.ts';
import type { AuditWork } from './readings.ts';

/** How an audit ended for this process. */
export type AuditEnd = ({ readonly status: 'audited' } & StoredSheet) | Unfinished;

/** What an audit waits for: debates that have the models; its judge, which cannot be reached (`problem` is for people). */
export type AuditWait = { readonly for: 'debates' } | { readonly for: 'judge'; readonly problem: string };

/** An audit that this process works on, or has to show the end of, for whoever shows it. */
export class OngoingAudit extends OngoingJob<AuditOrder, AuditEnd> {
  #figures: ProgressFigures | undefined;
  #wait: AuditWait | null = null;

  /** How far it is; undefined as long as it is being laid out. */
  get figures(): Pick<ProgressFigures, 'bar' | 'far' | 'what'> | undefined {
    return this.#figures;
  }

  /** Null while the judge is asked, and while the audit is being laid out. */
  get wait(): AuditWait | null {
    return this.#wait;
  }

  /** Only the service calls what follows. */
  laidOut(due: AuditWork, before: number): void {
    this.#figures = new ProgressFigures(due, before);
    this.#wait = null;
  }

  heard(step: AuditStep, left: AuditWork): void {
    this.#figures?.add(step, left);
  }

  waitFor(wait: AuditWait | null): void {
    this.#wait = wait;
  }
}
