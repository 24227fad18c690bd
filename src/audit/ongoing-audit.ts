import type { ActingRole } from '../core/acting-role.ts';
import type { AuditStep } from './ask-due.ts';
import type { StoredSheet } from './audit-of.ts';
import type { AuditOrder, StoredOrder } from './audit-orders.ts';
import { ProgressFigures } from './progress-figures.ts';
import type { AuditWork } from './readings.ts';

/** How an audit ended for this process. */
export type AuditEnd =
  | ({ readonly status: 'audited' } & StoredSheet)
  /** By a person, or since the program ends (`by` is null): then it goes on at the next start. What was heard is stored. */
  | { readonly status: 'parked'; readonly by: ActingRole | null }
  /** `words` are for people. */
  | { readonly status: 'failed'; readonly words: string };

/** What an audit waits for: debates that have the models; its judge, which cannot be reached (`problem` is for people). */
export type AuditWait = { readonly for: 'debates' } | { readonly for: 'judge'; readonly problem: string };

/** Stores how an audit was shown. */
export interface ShownNotes {
  /** It is shown by this message from now on. @throws StoreFailedError */
  shownBy(messageId: string): Promise<void>;
  /** Nothing is left to show of it. @throws StoreFailedError */
  settled(): Promise<void>;
}

/** An audit that this process works on, or has to show the end of, for whoever shows it. */
export class OngoingAudit {
  readonly order: AuditOrder;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly orderedAt: number;
  /** Resolves with its end; never rejects. */
  readonly ended: Promise<AuditEnd>;
  readonly #notes: ShownNotes;
  #messageId: string | null;
  #figures: ProgressFigures | undefined;
  #wait: AuditWait | null = null;
  #end: AuditEnd | undefined;
  #resolve: (end: AuditEnd) => void = () => {};

  constructor({ order, at, messageId }: StoredOrder, notes: ShownNotes) {
    this.order = order;
    this.orderedAt = at;
    this.#messageId = messageId;
    this.#notes = notes;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The message that shows it; null before there was one. */
  get messageId(): string | null {
    return this.#messageId;
  }

  /** How far it is; undefined as long as it is being laid out. */
  get figures(): Pick<ProgressFigures, 'bar' | 'far' | 'what'> | undefined {
    return this.#figures;
  }

  /** Null while the judge is asked, and while the audit is being laid out. */
  get wait(): AuditWait | null {
    return this.#wait;
  }

  /** Undefined while it goes on. */
  get end(): AuditEnd | undefined {
    return this.#end;
  }

  /** Whoever shows it calls this with each message that is new. @throws StoreFailedError */
  async shownBy(messageId: string): Promise<void> {
    this.#messageId = messageId;
    await this.#notes.shownBy(messageId);
  }

  /** Whoever shows it calls this when its end was shown, or never can be. @throws StoreFailedError */
  async settle(): Promise<void> {
    const goesOn = this.#end?.status === 'parked' && this.#end.by === null;
    if (!goesOn) await this.#notes.settled();
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

  endWith(end: AuditEnd): void {
    this.#end = end;
    this.#resolve(end);
  }
}
