import { AuditFigures } from './audit-figures.ts';
import type { StoredSheet } from './audit-of.ts';
import type { AuditOrder, OpenOrder } from './audit-orders.ts';
import type { AuditWork } from './readings.ts';
import type { AuditStep } from './run-audit.ts';

/** How an audit ended for this process. */
export type AuditEnd =
  | ({ readonly status: 'audited' } & StoredSheet)
  /** By a person, or since the program ends (`by` is null): then it goes on at the next start. What was heard is stored. */
  | { readonly status: 'parked'; readonly by: string | null }
  /** `words` are for people. */
  | { readonly status: 'failed'; readonly words: string };

/** An audit that this process works on, for whoever shows it. */
export class OngoingAudit {
  readonly order: AuditOrder;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly orderedAt: number;
  /** Resolves with its end; never rejects. */
  readonly ended: Promise<AuditEnd>;
  readonly #noteMessage: (messageId: string) => Promise<void>;
  #messageId: string | null;
  #figures: AuditFigures | undefined;
  #waiting = false;
  #end: AuditEnd | undefined;
  #resolve: (end: AuditEnd) => void = () => {};

  /** @param noteMessage stores which message shows it */
  constructor({ order, at, messageId }: OpenOrder, noteMessage: (messageId: string) => Promise<void>) {
    this.order = order;
    this.orderedAt = at;
    this.#messageId = messageId;
    this.#noteMessage = noteMessage;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The message that shows it; null before there was one. */
  get messageId(): string | null {
    return this.#messageId;
  }

  /** @throws StoreFailedError */
  async shownBy(messageId: string): Promise<void> {
    this.#messageId = messageId;
    await this.#noteMessage(messageId);
  }

  /** How far it is; undefined as long as it is being laid out. */
  get figures(): Pick<AuditFigures, 'bar' | 'far' | 'what'> | undefined {
    return this.#figures;
  }

  /** A debate has the models, or waits for them. */
  get waits(): boolean {
    return this.#waiting;
  }

  /** Undefined while it goes on. */
  get end(): AuditEnd | undefined {
    return this.#end;
  }

  /** Only the service calls what follows. */
  laidOut(due: AuditWork, before: number): void {
    this.#figures = new AuditFigures(due, before);
  }

  heard(step: AuditStep, left: AuditWork): void {
    this.#figures?.add(step, left);
  }

  /** Whether it waits for debates. */
  setWaiting(waiting: boolean): void {
    this.#waiting = waiting;
  }

  endWith(end: AuditEnd): void {
    this.#end = end;
    this.#resolve(end);
  }
}
