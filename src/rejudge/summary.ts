import type { Rubric } from '../content/schema.ts';
import { panelAgreement } from '../judge/panel-agreement.ts';
import { countQuotes, type QuoteCount } from '../judge/quote-count.ts';
import type { Judgement, UnscoredReason } from '../judge/score.ts';
import { type ScoreSummary, summarizeScores, type Valued } from '../judge/summary.ts';
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
  /** Mean spread of the judges' own answer on one of them, in levels; null where none is known. */
  readonly within: number | null;
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
  readonly quotes: QuoteCount;
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
    quotes: countQuotes(records.map(({ judgement }) => judgement)),
    notWhole: spreadOf(summariesOf(false).map(overallIn)),
    rows: [
      ...rubric.criteria.map(({ id, name }, place) => ({
        id,
        name,
        ...spreadOf(summaries.map(({ criteria }) => criteria[place] ?? NO_VALUE)),
      })),
      { id: 'overall', name: 'Overall', ...spreadOf(summaries.map(overallIn)) },
      ...rubric.views.map(({ id, name }, place) => ({
        id,
        name,
        ...spreadOf(summaries.map(({ views }) => views[place] ?? NO_VALUE)),
      })),
    ],
  };
}

const NO_VALUE: Valued = { value: null, spread: null };

function overallIn({ overall, overallSpread }: ScoreSummary): Valued {
  return { value: overall, spread: overallSpread };
}

function spreadOf(all: readonly Valued[]): Spread {
  const values = all.flatMap(({ value }) => value ?? []);
  const within = meanOf(all.flatMap(({ spread }) => spread ?? []));
  const mean = meanOf(values);
  if (mean === null) return { debates: 0, mean, spread: null, within };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const { length } = values;
  return { debates: length, mean, spread: length < 2 ? null : Math.sqrt(squares / (length - 1)), within };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
