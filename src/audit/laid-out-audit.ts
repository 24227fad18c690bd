import { familyOf } from '../content/family.ts';
import type { Injections } from '../content/injections.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { Turn } from '../jobs/in-turn.ts';
import type { ModelHost, ModelInfo } from '../models/port/chat-model.ts';
import { ModelMissingError } from '../models/port/model-missing-error.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type AuditStep, askDue, dueOf } from './ask-due.ts';
import type { StoredSheet } from './audit-of.ts';
import { AuditRecord, type Instrument, instrumentOf, sheetStream } from './audit-record.ts';
import type { AuditSize } from './audit-size.ts';
import type { AuditTexts } from './audit-texts.ts';
import { sheetEventSchema } from './events.ts';
import { JudgeMissingError } from './judge-missing-error.ts';
import { makeSheet } from './make-sheet.ts';
import { type AuditPlan, makeAuditPlan } from './plan.ts';
import { answersIn } from './progress-figures.ts';
import { type AuditWork, workOf } from './readings.ts';

/** What somebody wants to know of a judge. */
export interface AuditRequest {
  readonly judge: string;
  readonly size: AuditSize;
  readonly seed: number;
  /** Whether the judge is asked to think first, where it can. */
  readonly thinking: boolean;
}

export interface LayOutDeps {
  readonly host: ModelHost;
  readonly content: Content;
  /** Called once the judge is found. @throws ContentError */
  readonly loadTexts: () => Promise<AuditTexts>;
  readonly events: EventLog;
  readonly clock: Clock;
}

/** An audit of which everything is decided: what is left to ask, the asking, and the sheet in the end. */
export class LaidOutAudit {
  readonly info: ModelInfo;
  readonly plan: AuditPlan;
  /** What was not heard before now. */
  readonly due: AuditWork;
  /** How many answers were heard before now. */
  readonly before: number;
  readonly #deps: LayOutDeps;
  readonly #injections: Injections;
  readonly #instrument: Instrument;
  readonly #work: AuditWork;
  readonly #record: AuditRecord;

  private constructor(
    decided: {
      readonly info: ModelInfo;
      readonly plan: AuditPlan;
      readonly injections: Injections;
      readonly instrument: Instrument;
      readonly work: AuditWork;
    },
    record: AuditRecord,
    deps: LayOutDeps,
  ) {
    this.info = decided.info;
    this.plan = decided.plan;
    this.due = dueOf(decided.work, record);
    this.before = answersIn(decided.work) - answersIn(this.due);
    this.#deps = deps;
    this.#injections = decided.injections;
    this.#instrument = decided.instrument;
    this.#work = decided.work;
    this.#record = record;
  }

  /** @throws JudgeMissingError, NoModelError, ContentError, CorruptRecordError, StoreFailedError, and what asking the host throws */
  static async open(
    { judge, size, seed, thinking }: AuditRequest,
    deps: LayOutDeps,
    signal: AbortSignal,
  ): Promise<LaidOutAudit> {
    const { host, content, events } = deps;
    const info = await judgeAt(judge, host, signal);
    const texts = await deps.loadTexts();
    const plan = makeAuditPlan(size, seed, texts);
    const instrument = instrumentOf(info.name, thinking, content);
    const record = await AuditRecord.open(events, instrument, info);
    const work = workOf(plan, texts, content);
    return new LaidOutAudit({ info, plan, injections: texts.injections, instrument, work }, record, deps);
  }

  /**
   * Asks what is left. Ends early when the signal is aborted.
   * @param turn see inTurn; absent: the judge is asked at once
   * @returns each answer with what is left after it
   * @throws what askDue throws
   */
  async *run(signal: AbortSignal, turn?: Turn): AsyncGenerator<{ readonly step: AuditStep; readonly left: AuditWork }> {
    const { host, content, clock } = this.#deps;
    const model = await host.open(this.info.name, { signal, group: 'audit' });
    const deps = {
      model,
      prompts: new Prompts(content.templates),
      rubric: content.rubric,
      thinking: this.#instrument.thinking,
      clock,
      ...(turn === undefined ? {} : { turn }),
    };
    for await (const step of askDue(this.due, this.#record, deps, signal)) {
      yield { step, left: dueOf(this.#work, this.#record) };
    }
  }

  /** Makes the sheet of what was heard and stores it. @throws StoreFailedError */
  async store(): Promise<StoredSheet> {
    const { host, content, events } = this.#deps;
    const { info, plan } = this;
    const audited = {
      plan,
      instrument: this.#instrument,
      rubric: content.rubric,
      injections: this.#injections,
      info,
      family: familyOf(info.name, info.family, content.families),
      server: host.label,
    };
    const sheet = makeSheet(audited, this.#work, this.#record);
    const sheets = await TypedStream.open(events, sheetStream(this.#instrument), sheetEventSchema, () => {});
    const { at, seq } = await sheets.append({ type: 'audited', digest: this.#record.digest, sheet });
    return { sheet, at, place: { stream: sheets.name, seq } };
  }
}

/** The model that is meant. @throws JudgeMissingError, NoModelError, and what asking the host throws */
export async function judgeAt(judge: string, host: ModelHost, signal: AbortSignal): Promise<ModelInfo> {
  const models = await host.list(signal);
  try {
    return resolveModel({ name: judge }, models, host.label);
  } catch (error) {
    if (!(error instanceof ModelMissingError)) throw error;
    throw new JudgeMissingError(
      judge,
      host.label,
      models.map(({ name }) => name),
    );
  }
}
