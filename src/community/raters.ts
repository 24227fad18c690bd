import { weightedMean } from '../statistics/weighted-mean.ts';

/** One rater's rating of one answer on one criterion, or overall. Of several by one rater the last counts. */
export interface RaterValue {
  /** The same for all ratings of one person; says nothing else of them. */
  readonly rater: string;
  /** 1 to 7; whole on a criterion. */
  readonly value: number;
}

export interface WeighedCriterion {
  readonly id: string;
  /** Its part in the overall score; the weights need not sum to 1. */
  readonly weight: number;
}

/**
 * What raters gave an answer overall: of those who rated it on every criterion, the mean by the criteria's weights. Who left one out has no
 * overall: a mean of what is left would be another measure.
 * @param ratedOn the ratings on a criterion, one a rater
 */
export function overallByRater(
  criteria: readonly WeighedCriterion[],
  ratedOn: (criterion: string) => readonly RaterValue[],
): RaterValue[] {
  const rated = criteria.map(({ id, weight }) => ({
    weight,
    values: new Map(ratedOn(id).map(({ rater, value }) => [rater, value])),
  }));
  const raters = new Set(rated.flatMap(({ values }) => [...values.keys()]));
  return [...raters].flatMap((rater) => {
    const value = overallMean(rated.map(({ weight, values }) => ({ weight, value: values.get(rater) ?? null })));
    return value === null ? [] : [{ rater, value }];
  });
}

/** The mean by the criteria's weights, so that what is tied counts as tied; null where a part is missing. */
export function overallMean(parts: Parameters<typeof weightedMean>[0]): number | null {
  const mean = weightedMean(parts);
  return mean === null ? null : withoutRounding(mean);
}

/** Sums of the same parts in another order differ in the last digits: cut, so that what is tied counts as tied. */
export function withoutRounding(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
