import type { CriterionId, Rubric } from '../content/schema.ts';
import { weightedMean } from '../statistics/weighted-mean.ts';

/** The weighted mean over all criteria; null when one of them is unscored. */
export function overallOf(rubric: Rubric, value: (criterion: CriterionId) => number | null): number | null {
  return weightedMean(rubric.criteria.map(({ id, weight }) => ({ weight, value: value(id) })));
}

/** The same of a view's parts. */
export function viewOf(view: Rubric['views'][number], value: (criterion: CriterionId) => number | null): number | null {
  return weightedMean(view.parts.map(({ criterion, weight }) => ({ weight, value: value(criterion) })));
}
