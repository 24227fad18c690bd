import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { ClosingError } from '../core/closing-error.ts';
import { isAbort, isExpected, wordsFor } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { ModelHost, ModelInfo } from '../models/port/chat-model.ts';
import type { EventLog } from '../store/event-log.ts';
import { auditOf, type KnownAudit, type StoredSheet, sheetAt } from './audit-of.ts';
import { type AuditOrder, AuditOrders, type OpenOrder } from './audit-orders.ts';
import { AuditRunningError } from './audit-running-error.ts';
import type { AuditTexts } from './audit-texts.ts';
import type { Turn } from './in-turn.ts';
import { judgeAt, LaidOutAudit } from './laid-out-audit.ts';
import { type AuditEnd, OngoingAudit } from './ongoing-audit.ts';

/** Shows an audit while it goes on, at its own pace; an error thrown here is logged and ends nothing but this view. */
export type AuditPresenter = (audit: OngoingAudit, signal: AbortSignal) => Promise<void>;

export interface AuditServiceDeps {
  readonly host: ModelHost;
  readonly content: Content;
  /** What audits are made from; read when the first one is asked for. */
  readonly loadTexts: () => Promise<AuditTexts>;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Audits give way to debates: when a judge may be asked. */
  readonly turn: Turn;
}

/** How long presenters may take to show the end when the program ends, in milliseconds. */
const SHOWN_WITHIN = 3000;

/** Audits judges in the background, one at a time, and knows what came of all audits. Sheets belong to the bot, not to a Discord server. */
export class AuditService {
  readonly #deps: AuditServiceDeps;
  readonly #orders: AuditOrders;
  readonly #presenters: AuditPresenter[] = [];
  readonly #shutdown = new AbortController();
  /** An audit is being laid out. */
  #beginning = false;
  #ongoing: { readonly audit: OngoingAudit; readonly stop: AbortController } | undefined;
  /** Settles when the ongoing audit has ended and was shown. */
  #done: Promise<void> = Promise.resolve();
  #shown: Promise<unknown> = Promise.resolve();

  private constructor(deps: AuditServiceDeps, orders: AuditOrders) {
    this.#deps = deps;
    this.#orders = orders;
  }

  /** @throws StoreFailedError */
  static async open(deps: AuditServiceDeps): Promise<AuditService> {
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
   * Begins an audit, or goes on with what is stored of one.
   * @param order `judge` as people write it
   * @returns the audit, and whether it was begun now: who asks for the one that goes on gets that one
   * @throws AuditRunningError, ClosingError, JudgeMissingError, NoModelError, ContentError, CorruptRecordError, StoreFailedError, and what asking the host throws
   */
  async start(order: AuditOrder): Promise<{ readonly audit: OngoingAudit; readonly begun: boolean }> {
    const { signal } = this.#shutdown;
    if (signal.aborted) throw new ClosingError('audit');
    const judge = (await judgeAt(order.judge, this.#deps.host, signal)).name;
    const ongoing = this.ongoing;
    if (ongoing !== undefined) {
      const { judge: other, size } = ongoing.order;
      if (other === judge && size === order.size) return { audit: ongoing, begun: false };
      throw new AuditRunningError(`${other} (size ${size})`);
    }
    if (this.#beginning) throw new AuditRunningError();
    this.#beginning = true;
    try {
      const laidOut = await this.#layOut({ ...order, judge });
      if (signal.aborted) throw new ClosingError('audit');
      const open = await this.#orders.ordered({ ...order, judge });
      return { audit: this.#begin(open, async () => laidOut), begun: true };
    } finally {
      this.#beginning = false;
    }
  }

  /** Ends the ongoing audit; what was heard is stored, and asking for it again goes on from there. @returns false when there is none */
  async stop(by: string): Promise<boolean> {
    const ongoing = this.#ongoing;
    if (ongoing === undefined) return false;
    ongoing.stop.abort(new StoppedByPerson(by));
    await ongoing.audit.ended;
    return true;
  }

  /** Goes on with the audit that an earlier process left. */
  recover(): void {
    const { open } = this.#orders;
    if (open !== undefined && this.#ongoing === undefined) this.#begin(open, () => this.#layOut(open.order));
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

  async #layOut({ judge, size, seed }: AuditOrder): Promise<LaidOutAudit> {
    const texts = await this.#deps.loadTexts();
    const request = { judge, size, seed, thinking: false };
    return LaidOutAudit.open(request, { ...this.#deps, texts }, this.#shutdown.signal);
  }

  #begin(open: OpenOrder, layOut: () => Promise<LaidOutAudit>): OngoingAudit {
    const audit = new OngoingAudit(open, (messageId) => this.#orders.shown(open, messageId));
    const stop = new AbortController();
    this.#ongoing = { audit, stop };
    this.#shown = Promise.all([this.#shown, ...this.#presenters.map((presenter) => this.#present(presenter, audit))]);
    this.#done = this.#run(audit, layOut, AbortSignal.any([stop.signal, this.#shutdown.signal]));
    return audit;
  }

  /** Takes an audit to its end, or until the process closes; never rejects. */
  async #run(audit: OngoingAudit, layOut: () => Promise<LaidOutAudit>, signal: AbortSignal): Promise<void> {
    const end = await this.#ask(audit, layOut, signal);
    try {
      if (!(end.status === 'parked' && end.by === null)) await this.#orders.over();
    } catch (error) {
      this.#deps.log.error({ err: error }, 'it could not be stored that an audit is over');
    }
    this.#ongoing = undefined;
    audit.endWith(end);
  }

  async #ask(audit: OngoingAudit, layOut: () => Promise<LaidOutAudit>, signal: AbortSignal): Promise<AuditEnd> {
    const turn: Turn = async (aborted) => {
      audit.setWaiting(true);
      try {
        await this.#deps.turn(aborted);
      } finally {
        audit.setWaiting(false);
      }
    };
    try {
      const laidOut = await layOut();
      audit.laidOut(laidOut.due, laidOut.before);
      for await (const { step, left } of laidOut.run(signal, turn)) audit.heard(step, left);
      return signal.aborted ? parked(signal) : { status: 'audited', ...(await laidOut.store()) };
    } catch (error) {
      return signal.aborted ? parked(signal) : this.#failed(error);
    }
  }

  #failed(error: unknown): AuditEnd {
    if (isExpected(error)) {
      this.#deps.log.warn({ err: error }, 'an audit stopped');
      return { status: 'failed', words: wordsFor(error) };
    }
    const report = this.#deps.entropy.hex(4);
    this.#deps.log.error({ err: error, report }, 'an audit failed');
    return { status: 'failed', words: `An internal error; the log has it as ${report}.` };
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

function parked({ reason }: AbortSignal): AuditEnd {
  return { status: 'parked', by: reason instanceof StoppedByPerson ? reason.by : null };
}
