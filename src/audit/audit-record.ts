import type { Content, CriterionId } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';
import type { DebateId } from '../core/ids.ts';
import { judgeWordingHash } from '../judge/judge-wording.ts';
import type { PairOutcome } from '../judge/pair-judgement.ts';
import { rubricHash } from '../judge/rubric-hash.ts';
import type { Score } from '../judge/score.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { EventLog, StreamName } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { type AuditEvent, auditEventSchema, type ComparedEvent, type ScoredEvent } from './events.ts';

/** What an instrument is made of, beside its weights: a model with other prompts or another rubric is another judge. */
export interface Instrument {
  readonly model: string;
  /** Whether it is asked to think first, where it can. */
  readonly thinking: boolean;
  /** SHA-256 over all templates that judges read. */
  readonly prompts: string;
  /** SHA-256 over the rubric. */
  readonly rubric: string;
}

/** The instrument that a model is with the content at hand. */
export function instrumentOf(
  model: string,
  thinking: boolean,
  { templates, rubric }: Pick<Content, 'templates' | 'rubric'>,
): Instrument {
  return { model, thinking, prompts: judgeWordingHash(templates), rubric: rubricHash(rubric) };
}

/** Where all that was heard from an instrument is stored. */
export function heardStream(instrument: Instrument): StreamName {
  return `audit/${canonicalHash(instrument).slice(0, 32)}`;
}

/** Where its sheets are stored. */
export function sheetStream(instrument: Instrument): StreamName {
  return `audit-sheet/${canonicalHash(instrument).slice(0, 32)}`;
}

/**
 * What was heard from one judge, in this audit and in earlier ones. A score is asked for by what is read, so that whatever asks for the same
 * finds it here.
 */
export class AuditRecord {
  readonly digest: string | null;
  readonly #stream: TypedStream<AuditEvent>;
  readonly #scored = new Map<string, ScoredEvent>();
  readonly #compared = new Map<string, ComparedEvent>();

  private constructor(digest: string | null, stream: TypedStream<AuditEvent>) {
    this.digest = digest;
    this.#stream = stream;
    for (const event of stream.events) this.#remember(event);
  }

  /** @throws CorruptRecordError, StoreFailedError */
  static async open(
    events: EventLog,
    instrument: Instrument,
    { digest }: Pick<ModelInfo, 'digest'>,
  ): Promise<AuditRecord> {
    return new AuditRecord(digest ?? null, await TypedStream.open(events, heardStream(instrument), auditEventSchema));
  }

  /** What was heard last. */
  scoreOf(reading: DebateId, criterion: CriterionId): ScoredEvent | undefined {
    return this.#scored.get(`${reading}/${criterion}`);
  }

  comparisonOf(written: DebateId, spoiled: DebateId): ComparedEvent | undefined {
    return this.#compared.get(`${written}/${spoiled}`);
  }

  /** @throws SeqTakenError, StoreFailedError; it is not remembered then */
  async append(event: AuditEvent): Promise<void> {
    await this.#stream.append(event);
    this.#remember(event);
  }

  #remember(event: AuditEvent): void {
    if (event.digest !== this.digest) return;
    switch (event.type) {
      case 'scored':
        this.#scored.set(`${event.reading}/${event.criterion}`, event);
        return;
      case 'compared':
        this.#compared.set(`${event.written}/${event.spoiled}`, event);
        return;
    }
  }
}

/** Whether the judge itself was heard. What failed for its server's sake is asked again when the audit goes on. */
export function wasHeard(outcome: Score | PairOutcome | undefined): boolean {
  if (outcome === undefined) return false;
  return outcome.status !== 'unscored' || (outcome.reason !== 'model-failed' && outcome.reason !== 'stopped');
}
