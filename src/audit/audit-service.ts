import type { ActingRole } from '../core/acting-role.ts';
import { ClosingError } from '../core/closing-error.ts';
import { isAbort } from '../core/errors.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { auditOf, type KnownAudit, type StoredSheet, sheetAt } from './audit-of.ts';
import { type AuditOrder, AuditOrders, type LastEnd, type StoredOrder } from './audit-orders.ts';
import { AuditRunningError } from './audit-running-error.ts';
import { AuditStoppedError } from './audit-stopped-error.ts';
import { judgeAt } from './laid-out-audit.ts';
import { type AuditEnd, OngoingAudit } from './ongoing-audit.ts';
import { type RunToEndDeps, runToEnd } from './run-to-end.ts';

/** Shows an audit while it goes on, at its own pace; an error thrown here is logged and ends nothing but this view. */
export type AuditPresenter = (audit: OngoingAudit, signal: AbortSignal) => Promise<void>;

/** How long presenters may take to show the end when the program ends, in milliseconds. */
const SHOWN_WITHIN = 3000;

/** Audits judges in the background, one at a time, and knows what came of all audits. Sheets belong to the bot, not to a Discord server. */
export class AuditService {
  readonly #deps: RunToEndDeps;
  readonly #orders: AuditOrders;
  readonly #presenters: AuditPresenter[] = [];
  readonly #shutdown = new AbortController();
  /** Stop those that were asked for and are not ongoing yet. */
  readonly #asked = new Set<AbortController>();
  /** An order is being stored. */
  #ordering = false;
  #ongoing: { readonly audit: OngoingAudit; readonly stop: AbortController } | undefined;
  /** Settles when the ongoing audit has ended. */
  #done: Promise<void> = Promise.resolve();
  #shown: Promise<unknown> = Promise.resolve();

  private constructor(deps: RunToEndDeps, orders: AuditOrders) {
    this.#deps = deps;
    this.#orders = orders;
  }

  /** @throws StoreFailedError */
  static async open(deps: RunToEndDeps): Promise<AuditService> {
    return new AuditService(deps, await AuditOrders.open(deps.events, deps.log));
  }

  /** Every audit from now on is shown by this presenter too. */
  addPresenter(presenter: AuditPresenter): void {
    this.#presenters.push(presenter);
  }

  /** The audit that goes on now. */
  get ongoing(): OngoingAudit | undefined {
    return this.#ongoing?.audit;
  }

  /**
   * Begins an audit, or goes on with what is stored of one. It is laid out in the background.
   * @param order `judge` as people write it
   * @returns the audit, and whether it was begun now: who asks for the one that goes on gets that one
   * @throws AuditRunningError, AuditStoppedError, ClosingError, JudgeMissingError, NoModelError, StoreFailedError, and what asking the host throws
   */
  async start(order: AuditOrder): Promise<{ readonly audit: OngoingAudit; readonly begun: boolean }> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#shutdown.signal]);
    this.#asked.add(stop);
    try {
      signal.throwIfAborted();
      const judge = (await judgeAt(order.judge, this.#deps.host, signal)).name;
      signal.throwIfAborted();
      const { ongoing } = this;
      if (ongoing !== undefined) {
        const { judge: other, size } = ongoing.order;
        if (other === judge && size === order.size) return { audit: ongoing, begun: false };
        throw new AuditRunningError(`${other} (size ${size})`);
      }
      return { audit: this.#begin(await this.#store({ ...order, judge }), stop), begun: true };
    } catch (error) {
      const { reason } = stop.signal;
      if (reason instanceof StoppedByPerson) throw new AuditStoppedError(reason.by);
      if (signal.aborted) throw new ClosingError('audit');
      throw error;
    } finally {
      this.#asked.delete(stop);
    }
  }

  /**
   * Ends the ongoing audit, also while it is being prepared or waits; what was heard is stored, and asking for it again goes on from there.
   * @returns false when there is none
   */
  async stop(by: ActingRole): Promise<boolean> {
    const ongoing = this.#ongoing;
    const stops = [...this.#asked, ...(ongoing === undefined ? [] : [ongoing.stop])];
    for (const stop of stops) stop.abort(new StoppedByPerson(by));
    await ongoing?.audit.ended;
    return stops.length > 0;
  }

  /** Goes on with the audit that an earlier process left, and shows the ends that none could show. */
  recover(): void {
    for (const { order, end } of this.#orders.untold) this.#showLate(order, end);
    const { open } = this.#orders;
    if (open !== undefined && this.#ongoing === undefined) this.#begin(open, new AbortController());
  }

  /**
   * A judge with its newest audit, as it is now and without thinking.
   * @throws JudgeMissingError, NoModelError, StoreFailedError, and what asking the host throws
   */
  async known(judge: string): Promise<{ readonly info: ModelInfo; readonly known: KnownAudit }> {
    const info = await judgeAt(judge, this.#deps.host, this.#shutdown.signal);
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
  async close(): Promise<void> {
    this.#shutdown.abort();
    await this.#done;
    const late = new AbortController();
    const { clock } = this.#deps;
    await Promise.race([this.#shown, clock.sleep(SHOWN_WITHIN, late.signal).catch(() => {})]);
    late.abort();
  }

  /** @throws AuditRunningError, StoreFailedError */
  async #store(order: AuditOrder): Promise<StoredOrder> {
    if (this.#ordering) throw new AuditRunningError();
    this.#ordering = true;
    try {
      return await this.#orders.ordered(order);
    } finally {
      this.#ordering = false;
    }
  }

  #begin(order: StoredOrder, stop: AbortController): OngoingAudit {
    const audit = this.#auditOf(order);
    this.#ongoing = { audit, stop };
    this.#show(audit);
    this.#done = this.#run(audit, order, AbortSignal.any([stop.signal, this.#shutdown.signal]));
    return audit;
  }

  #auditOf(order: StoredOrder): OngoingAudit {
    return new OngoingAudit(order, {
      shownBy: (messageId) => this.#orders.shown(order, messageId),
      settled: () => this.#orders.settled(order),
    });
  }

  /** Takes an audit to its end, or until the process closes; never rejects. */
  async #run(audit: OngoingAudit, order: StoredOrder, signal: AbortSignal): Promise<void> {
    const end = await runToEnd(audit, this.#deps, signal);
    const last = lastEndOf(end);
    try {
      if (last !== undefined) await this.#orders.over(order, last);
    } catch (error) {
      this.#deps.log.error({ err: error }, 'it could not be stored that an audit is over');
    }
    this.#ongoing = undefined;
    audit.endWith(end);
  }

  /** Shows the end of an audit that an earlier process has ended. */
  #showLate(order: StoredOrder, end: LastEnd): void {
    const audit = this.#auditOf(order);
    const ended = this.#endOf(end).then((whole) => audit.endWith(whole));
    ended.then(
      () => this.#show(audit),
      (error: unknown) => this.#deps.log.error({ err: error }, 'the end of an audit could not be read'),
    );
  }

  /** @throws StoreFailedError */
  async #endOf(end: LastEnd): Promise<AuditEnd> {
    if (end.status !== 'audited') return end;
    const stored = await this.sheetAt(end.sheet);
    return stored === undefined
      ? { status: 'failed', words: 'Its sheet was stored and cannot be read any more.' }
      : { status: 'audited', ...stored };
  }

  #show(audit: OngoingAudit): void {
    this.#shown = Promise.all([this.#shown, ...this.#presenters.map((presenter) => this.#present(presenter, audit))]);
  }

  async #present(presenter: AuditPresenter, audit: OngoingAudit): Promise<void> {
    const { signal } = this.#shutdown;
    try {
      await presenter(audit, signal);
    } catch (error) {
      if (!signal.aborted || !isAbort(error)) this.#deps.log.error({ err: error }, 'an audit could not be shown');
    }
  }
}

/** As it is stored; undefined for an audit that goes on at the next start. */
function lastEndOf(end: AuditEnd): LastEnd | undefined {
  switch (end.status) {
    case 'audited':
      return { status: 'audited', sheet: end.place };
    case 'parked':
      return end.by === null ? undefined : { status: 'parked', by: end.by };
    case 'failed':
      return end;
  }
}
