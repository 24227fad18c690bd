import type { Rubric } from '../content/schema.ts';
import { panelAgreement } from '../judge/panel-agreement.ts';
import type { Judgement, UnscoredReason } from '../judge/score.ts';
import { summarizeScores } from '../judge/summary.ts';
import type { JudgedRecord, RunRecord } from './records.ts';

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
export interface JudgeSummary {
  /** The place on the panel; `panel` for all together. */
  readonly judge: string;
  /** Null for all together. */
  readonly model: string | null;
  /** What its audit found, as half a sentence; null for all together. */
  readonly audit: string | null;
  /** In how many debates a debater is, or may be, of its family. */
  readonly sameFamily: number;
  readonly rows: readonly RowSummary[];
  readonly unscored: Readonly<Partial<Record<UnscoredReason, number>>>;
}

export interface RunSummary {
  /** By judge and, where there are several, together. */
  readonly judges: readonly JudgeSummary[];
  /** How well the judges agree. */
  readonly agreement: ReturnType<typeof panelAgreement>;
}

/** Sums up the judgements of several debates. @param audits what is known of each judge */
export function summarizeRun(
  records: readonly JudgedRecord[],
  panel: RunRecord['panel'],
  audits: readonly string[],
  rubric: Rubric,
): RunSummary {
  const byJudge = panel.map(({ judge, model }, place) => {
    const own = records.filter(({ judgement }) => judgement.judge === judge);
    return { judge, model, audit: audits[place] ?? null, ...summed(own, 1, rubric) };
  });
  const together = { judge: 'panel', model: null, audit: null, ...summed(records, panel.length, rubric) };
  return {
    judges: panel.length < 2 ? byJudge : [...byJudge, together],
    agreement: panelAgreement(
      records.map(({ judgement }) => judgement),
      panel.map(({ judge }) => judge),
    ),
  };
}

function summed(
  records: readonly JudgedRecord[],
  judges: number,
  rubric: Rubric,
): Pick<JudgeSummary, 'rows' | 'unscored' | 'sameFamily'> {
  const debates = new Map<string, Judgement[]>();
  for (const { judgement } of records) {
    const known = debates.get(judgement.debate) ?? [];
    debates.set(judgement.debate, [...known, judgement]);
  }
  const summaries = [...debates.values()].map((judgements) => summarizeScores(judgements, rubric, judges));
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
