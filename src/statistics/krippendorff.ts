import { type Point, pointAt, undefinedFor } from './estimate.ts';

/** The ratings of one item, in any order; null for a rater that gave none. */
export type RatedItem = readonly (number | null)[];

/**
 * Krippendorff's alpha for ordinal data, for any number of raters and with ratings missing: 1 less the disagreement inside of items over
 * that between all ratings (Hayes and Krippendorff 2007, "Answering the call for a standard reliability measure for coding data",
 * Communication Methods and Measures 1(1); the ordinal difference: Krippendorff 2011, "Computing Krippendorff's alpha-reliability",
 * section D). Categories are the values that occur.
 * @returns at most 1; undefined for fewer than two items with two ratings (of one alone it is 0 whatever the ratings), and where all
 * ratings are the same
 */
export function krippendorff(items: readonly RatedItem[]): Point {
  const pairable = items.map(given).filter((ratings) => ratings.length >= 2);
  if (pairable.length < 2) return undefinedFor('fewer than two items with at least two ratings');
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b);
  if (values.length === 1)
    return undefinedFor('all ratings are the same, so there is no difference that they could agree on');

  const places = new Map(values.map((value, place) => [value, place]));
  const counts = pairable.map((ratings) => {
    const count = values.map(() => 0);
    for (const rating of ratings) {
      const place = places.get(rating) ?? 0;
      count[place] = (count[place] ?? 0) + 1;
    }
    return { count, raters: ratings.length };
  });
  const totals = values.map((_, place) => counts.reduce((sum, { count }) => sum + (count[place] ?? 0), 0));
  const ratings = totals.reduce((sum, total) => sum + total, 0);
  const difference = ordinalDifferences(totals);
  const inside = counts.reduce((sum, { count, raters }) => sum + disagreement(count, difference) / (raters - 1), 0);
  return pointAt(1 - (inside * (ratings - 1)) / disagreement(totals, difference));
}

function given(item: RatedItem): number[] {
  return item.filter((rating) => rating !== null);
}

/**
 * The squared difference of two categories, by their places: the ratings that lie between them, with half of those in the two themselves.
 * @param totals ratings in each category, in order
 */
function ordinalDifferences(totals: readonly number[]): (a: number, b: number) => number {
  const middles: number[] = [];
  let below = 0;
  for (const total of totals) {
    middles.push(below + total / 2);
    below += total;
  }
  return (a, b) => ((middles[a] ?? 0) - (middles[b] ?? 0)) ** 2;
}

/** The sum of differences over all pairs of these ratings. @param count ratings in each category, in order */
function disagreement(count: readonly number[], difference: (a: number, b: number) => number): number {
  let sum = 0;
  for (let a = 0; a < count.length; a += 1) {
    for (let b = a + 1; b < count.length; b += 1) sum += (count[a] ?? 0) * (count[b] ?? 0) * difference(a, b);
  }
  return sum;
}
