import type { CriterionId, Rubric } from '../content/schema.ts';
import { mixtureSpread } from '../statistics/mixture-spread.ts';
import { type JudgedObject, WHOLE_DEBATE } from './judged-object.ts';
import { overallOf, viewOf } from './overall.ts';
import { countQuotes, type QuoteCount } from './quote-count.ts';
import { type Judgement, judgementsOf, type Score, type UnscoredReason } from './score.ts';

/** A score with how far apart the levels are that the judges gave weight to. */
export interface Valued {
  /** 1 to 7. */
  readonly value: number | null;
  /** Standard deviation, in levels; null where there is no value, and where an earlier version did not record it. */
  readonly spread: number | null;
}

/**
 * All judges' scores of one object on one criterion. The value is the mean over the panel's judges, null when any of them did not score it: a
 * mean of what is left would be another measure. The spread is that of their distributions as one, so it holds how far they are apart too.
 */
export interface CriterionSummary extends Valued {
  readonly criterion: CriterionId;
  readonly name: string;
  /** The first reason that a judge gave; empty for none. */
  readonly reason: string;
  /** Why it is unscored, for people; empty when it is scored. */
  readonly unscored: string;
}

/** The same scores by other weights (see the rubric's views); null when one of its parts is unscored. Its spread is as the overall one. */
export interface ViewSummary extends Valued {
  readonly view: string;
  readonly name: string;
}

/** One object's scores at a glance. */
export interface ScoreSummary {
  /** Whether any judge came to any criterion: without, there is nothing to show. */
  readonly judged: boolean;
  readonly criteria: readonly CriterionSummary[];
  /** Weighted mean over the seven criteria, 1 to 7; null when any of them is unscored: a mean of what is left would be another measure. */
  readonly overall: number | null;
  /**
   * The most that its standard deviation can be, in levels: the weighted mean of the criteria's (the triangle inequality). It is less where a judge's
   * doubts on the criteria are not all the same one; how far they are, calls of a criterion each do not tell.
   */
  readonly overallSpread: number | null;
  readonly views: readonly ViewSummary[];
  readonly quotes: QuoteCount;
}

const UNSCORED_WORDS = {
  'answer-is-no-score': 'the judge did not answer with a score',
  'too-few-samples': 'too few of the judge’s answers could be read as a score',
  'model-failed': 'the judge’s model failed',
  'longer-than-window': 'the debate is longer than the judge’s window',
  'nothing-to-judge': 'there was nothing to judge',
  stopped: 'it was stopped',
} as const satisfies Readonly<Record<UnscoredReason, string>>;

/** Why a score could not be had, for people. */
export function describeUnscored(reason: UnscoredReason): string {
  return UNSCORED_WORDS[reason];
}

/**
 * Sums up the judgements of one object of a debate by the rubric's criteria. A criterion that a part of the panel has not scored is unscored.
 * @param judgements of one debate; those of other objects are passed over
 * @param judges how many sit on the panel
 */
export function summarizeScores(
  judgements: readonly Judgement[],
  rubric: Rubric,
  judges = 1,
  object: JudgedObject = WHOLE_DEBATE,
): ScoreSummary {
  const own = judgementsOf(judgements, object);
  const criteria = rubric.criteria.map(({ id, name }): CriterionSummary => {
    const scores = own.filter(({ criterion }) => criterion === id).map(({ score }) => score);
    const scored = scores.flatMap((score) => (score.status === 'scored' ? [score] : []));
    const unscored = whyUnscored(scores, judges);
    return {
      criterion: id,
      name,
      value: unscored === '' ? mean(scored.map(({ value }) => value)) : null,
      spread: unscored === '' ? mixtureSpread(scored) : null,
      reason: scored.find(({ reason }) => reason !== '')?.reason ?? '',
      unscored,
    };
  });
  const of = (id: CriterionId): CriterionSummary | undefined => criteria.find(({ criterion }) => criterion === id);
  const value = (id: CriterionId): number | null => of(id)?.value ?? null;
  const spread = (id: CriterionId): number | null => of(id)?.spread ?? null;
  return {
    judged: own.length > 0,
    criteria,
    overall: overallOf(rubric, value),
    overallSpread: overallOf(rubric, spread),
    views: rubric.views.map((view) => ({
      view: view.id,
      name: view.name,
      value: viewOf(view, value),
      spread: viewOf(view, spread),
    })),
    quotes: countQuotes(own),
  };
}

/** Empty for a criterion that has a score. */
function whyUnscored(scores: readonly Score[], judges: number): string {
  if (scores.length === 0) return 'not judged';
  if (scores.length < judges) return `judged by only ${scores.length} of ${judges} judges`;
  const reasons = scores.flatMap((score) => (score.status === 'scored' ? [] : [UNSCORED_WORDS[score.reason]]));
  const [reason = ''] = reasons;
  return reasons.length === 0 || reasons.length === scores.length
    ? reason
    : `by ${reasons.length} of ${scores.length} judges: ${reason}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
