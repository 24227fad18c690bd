import type { Rubric } from '../content/schema.ts';
import { panelAgreement } from '../judge/panel-agreement.ts';
import type { Judgement, UnscoredReason } from '../judge/score.ts';
import { type ScoreSummary, summarizeScores } from '../judge/summary.ts';
import type { AuditedSeat } from './known-audits.ts';
import type { JudgedRecord } from './records.ts';

/** Values of several debates. */
export interface Spread {
  /** How many debates have one. */
  readonly debates: number;
  /** Null where there is none. */
  readonly mean: number | null;
  /** Standard deviation between debates; null below two. */
  readonly spread: number | null;
}

export interface RowSummary extends Spread {
  /** A criterion's id, or of a view of several. */
  readonly id: string;
  readonly name: string;
}

/** What one judge, or all together, said of all debates. */
export interface ScoresSummary {
  /** In how many debates a debater is, or may be, of the family of whoever judged. */
  readonly sameFamily: number;
  /** Over whole debates. */
  readonly rows: readonly RowSummary[];
  /** The overall score of those that are not whole. */
  readonly notWhole: Spread;
  readonly unscored: Readonly<Partial<Record<UnscoredReason, number>>>;
}

export interface JudgeSummary extends ScoresSummary {
  /** The place on the panel. */
  readonly judge: string;
  readonly model: string;
  /** What its audit found, as half a sentence. */
  readonly audit: string;
}

export interface RunSummary {
  readonly judges: readonly JudgeSummary[];
  /** Null for a panel of one. */
  readonly together: ScoresSummary | null;
  /** How well the judges agree. */
  readonly agreement: ReturnType<typeof panelAgreement>;
}

/** Sums up the judgements of several debates. */
export function summarizeRun(run: {
  readonly records: readonly JudgedRecord[];
  readonly panel: readonly AuditedSeat[];
  readonly rubric: Rubric;
  /** Ids of the debates that are whole. */
  readonly whole: ReadonlySet<string>;
}): RunSummary {
  const { records, panel } = run;
  return {
    judges: panel.map(({ judge, model, audit }) => {
      const own = records.filter(({ judgement }) => judgement.judge === judge);
      return { judge, model, audit, ...summed(own, 1, run) };
    }),
    together: panel.length < 2 ? null : summed(records, panel.length, run),
    agreement: panelAgreement(
      records.map(({ judgement }) => judgement),
      panel.map(({ judge }) => judge),
    ),
  };
}

function summed(
  records: readonly JudgedRecord[],
  judges: number,
  { rubric, whole }: { readonly rubric: Rubric; readonly whole: ReadonlySet<string> },
): ScoresSummary {
  const debates = new Map<string, Judgement[]>();
  for (const { judgement } of records) {
    const known = debates.get(judgement.debate) ?? [];
    debates.set(judgement.debate, [...known, judgement]);
  }
  const summariesOf = (isWhole: boolean): ScoreSummary[] =>
    [...debates].flatMap(([debate, judgements]) =>
      whole.has(debate) === isWhole ? [summarizeScores(judgements, rubric, judges)] : [],
    );
  const summaries = summariesOf(true);
  const unscored: Partial<Record<UnscoredReason, number>> = {};
  for (const { judgement } of records) {
    if (judgement.score.status !== 'unscored') continue;
    const { reason } = judgement.score;
    unscored[reason] = (unscored[reason] ?? 0) + 1;
  }
  const same = records.filter(({ sameFamily }) => sameFamily).map(({ judgement }) => judgement.debate);
  return {
    sameFamily: new Set(same).size,
    unscored,
    notWhole: spreadOf(summariesOf(false).map(({ overall }) => overall)),
    rows: [
      ...rubric.criteria.map(({ id, name }, place) => ({
        id,
        name,
        ...spreadOf(summaries.map(({ criteria }) => criteria[place]?.value ?? null)),
      })),
      { id: 'overall', name: 'Overall', ...spreadOf(summaries.map(({ overall }) => overall)) },
      ...rubric.views.map(({ id, name }, place) => ({
        id,
        name,
        ...spreadOf(summaries.map(({ views }) => views[place]?.value ?? null)),
      })),
    ],
  };
}

function spreadOf(all: readonly (number | null)[]): Spread {
  const values = all.filter((value) => value !== null);
  const { length } = values;
  if (length === 0) return { debates: 0, mean: null, spread: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { debates: length, mean, spread: length < 2 ? null : Math.sqrt(squares / (length - 1)) };
}
