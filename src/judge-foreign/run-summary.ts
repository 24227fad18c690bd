import type { Rubric } from '../content/schema.ts';
import type { AuditedSeat } from './known-audits.ts';
import { type ConditionsSummary, summarizeComparisons } from './pairs-summary.ts';
import type { JudgedRecord } from './records.ts';
import { type KindSummary, summarizeKind } from './scores-summary.ts';
import type { NamedJudge } from './seat-judges.ts';
import type { ToJudge } from './to-judge.ts';

/** Who judged. */
export interface JudgeSummary {
  /** The place on the panel. */
  readonly judge: string;
  readonly model: string;
  readonly audited: boolean;
  /** What its audit found, as half a sentence. */
  readonly audit: string;
  /** In how many debates a debater is, or may be, of its family. */
  readonly sameFamily: number;
}

/** What a run came to. */
export interface RunSummary {
  readonly judges: readonly JudgeSummary[];
  /** For each kind of object that was asked for. */
  readonly scores: readonly KindSummary[];
  /** None where pairs were not asked for, or there are none. */
  readonly pairs: readonly ConditionsSummary[];
}

/** Sums up what judges said of all that was asked. @param panel the judges, in order */
export function summarizeRun(run: {
  readonly asked: ToJudge;
  readonly records: readonly JudgedRecord[];
  readonly judges: readonly NamedJudge[];
  readonly panel: readonly AuditedSeat[];
  readonly rubric: Rubric;
}): RunSummary {
  const { asked, records, panel, rubric } = run;
  const seats = panel.map(({ judge }) => judge);
  const scores = records.filter((record) => record.type === 'judgement');
  const comparisons = records.filter((record) => record.type === 'comparison');
  return {
    judges: panel.map(({ judge, model, audited, audit }, place) => ({
      judge,
      model,
      audited,
      audit,
      sameFamily: asked.debates.filter(({ source }) => run.judges[place]?.judgesOwnFamily(source) === true).length,
    })),
    scores: asked.kinds.flatMap((kind) => (kind === 'pair' ? [] : [summarizeKind(kind, asked, scores, seats, rubric)])),
    pairs: summarizeComparisons(asked, comparisons, seats),
  };
}
