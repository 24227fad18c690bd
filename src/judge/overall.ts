import type { CriterionId, Rubric } from '../content/schema.ts';

/** The weighted mean over all criteria; null when one of them is unscored: a mean of what is left would be another measure. */
export function overallOf(rubric: Rubric, value: (criterion: CriterionId) => number | null): number | null {
  return weightedMean(rubric.criteria.map(({ id, weight }) => ({ weight, value: value(id) })));
}

/** The same of a view's parts. */
export function viewOf(view: Rubric['views'][number], value: (criterion: CriterionId) => number | null): number | null {
  return weightedMean(view.parts.map(({ criterion, weight }) => ({ weight, value: value(criterion) })));
}

function weightedMean(parts: readonly { readonly weight: number; readonly value: number | null }[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { weight, value } of parts) {
    if (value === null) return null;
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}
