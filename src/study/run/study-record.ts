import { canonicalHash } from '../../core/hash.ts';
import type { EventLog, Logged } from '../../store/event-log.ts';
import { TypedStream } from '../../store/typed-stream.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import type { StudyHead } from '../data/study-data.ts';
import type { StudyLayout, StudyTrial } from '../plan/lay-out-study.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import { StudyChangedError } from './study-changed-error.ts';
import { type Sitting, type StudyBegun, type StudyEvent, studyEventSchema } from './study-events.ts';
import { runKey, type StudyRun } from './study-run.ts';

/** What is stored of a study beside its trials. One process writes it: the one that was given the command. */
export class StudyRecord {
  readonly #stream: TypedStream<StudyEvent>;

  private constructor(stream: TypedStream<StudyEvent>) {
    this.#stream = stream;
  }

  /** @throws StoreFailedError, CorruptRecordError */
  static async open(events: EventLog, plan: StudyPlan): Promise<StudyRecord> {
    const name = `study/${plan.id}-${canonicalHash(plan).slice(0, 16)}`;
    return new StudyRecord(await TypedStream.open(events, name, studyEventSchema));
  }

  /** Undefined for a study that was not begun. */
  get begun(): StudyBegun | undefined {
    return this.#stream.events.find((event) => event.type === 'study-begun');
  }

  /** Oldest first, with when they began in milliseconds since the epoch. */
  get sittings(): readonly { readonly at: number; readonly sitting: Sitting }[] {
    return this.#stream.logged.flatMap(({ at, event }: Logged<StudyEvent>) =>
      event.type === 'sitting-began' ? [{ at, sitting: event.sitting }] : [],
    );
  }

  /** How often a run has failed for its servers, over all sittings. */
  failuresOf(run: StudyRun): number {
    const key = runKey(run);
    return this.#stream.events.filter((event) => event.type === 'run-failed' && event.run === key).length;
  }

  /** How many runs failed so, over all sittings. */
  get failures(): number {
    return this.#stream.events.filter(({ type }) => type === 'run-failed').length;
  }

  /** Notes on what a part of it was run by others, once. @throws StoreFailedError, SeqTakenError */
  async noteSitting(sitting: Sitting): Promise<void> {
    const hash = canonicalHash(sitting);
    if (this.sittings.some((known) => canonicalHash(known.sitting) === hash)) return;
    await this.#stream.append({ type: 'sitting-began', sitting });
  }

  async noteFailure(run: StudyRun, reason: string): Promise<void> {
    await this.#stream.append({ type: 'run-failed', run: runKey(run), reason });
  }

  /**
   * Begins a study, or goes on with it: its plan is stored before any of its trials', and these before any call.
   * @throws StudyChangedError when it was begun with something else
   * @throws StoreFailedError, CorruptRecordError
   */
  async begin(layout: StudyLayout, sitting: Sitting, events: EventLog): Promise<void> {
    const { begun } = this;
    const now = begunBy(layout);
    if (begun === undefined) await this.#stream.append(now);
    else if (begun.layoutHash !== now.layoutHash) throw new StudyChangedError(changesBetween(begun, now));
    for (const { plan } of layout.trials) {
      const record = await TrialRecord.open(events, plan.trial);
      if (record.view.plan === null) await record.append({ type: 'trial-start', plan });
    }
    await this.#stream.append({ type: 'sitting-began', sitting });
  }
}

function begunBy({ head, trials, runs }: StudyLayout): StudyBegun {
  const [first] = trials;
  return {
    type: 'study-begun',
    head,
    trials: trials.map(({ plan, repetition }) => ({ trial: plan.trial, repetition })),
    order: runs.map(runKey),
    layoutHash: canonicalHash({ trials: trials.map(withoutPlace), models: weightsOf(head) }),
    promptHashes: first?.plan.ensemble.promptHashes ?? {},
  };
}

/** A trial's plan without what may be another one in the next sitting: where its servers are, and what audits were made meanwhile. */
function withoutPlace({ plan, repetition }: StudyTrial): object {
  const { engine: _, caution: __, judges, ...rest } = plan;
  return { ...rest, repetition, judges: judges.map(({ judge, model }) => ({ judge, model })) };
}

function weightsOf({ models }: StudyHead): object {
  return models.map(({ name, digest }) => ({ name, digest }));
}

function changesBetween(begun: StudyBegun, now: StudyBegun): readonly string[] {
  const differ = (of: (study: StudyBegun) => unknown): boolean => canonicalHash(of(begun)) !== canonicalHash(of(now));
  const changed = [
    ...(differ(({ promptHashes }) => promptHashes) ? ['prompts'] : []),
    ...(differ(({ head }) => weightsOf(head)) ? ['models'] : []),
    ...(differ(({ head }) => head.rubric) ? ['levels of the rubric'] : []),
  ];
  return changed.length > 0 ? changed : ['scenarios, personas, ensembles or formats'];
}
