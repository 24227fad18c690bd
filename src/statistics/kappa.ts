import { type Point, pointAt, undefinedFor } from './estimate.ts';
import { FEWEST, type Pair } from './pair.ts';

/** How much a disagreement weighs: by the steps between the two categories, or by their square. */
export type KappaWeights = 'linear' | 'quadratic';

/**
 * Weighted kappa of two raters over ordered categories: 1 less the weighted disagreement seen, over that expected from both raters' own
 * shares of each category (Cohen 1968, "Weighted kappa"). Where one rater is constant it is 0 by definition, whatever the other says: no
 * better than chance.
 * @param categories all that could have been said, in their order, also those that nobody used
 * @returns at most 1; undefined for fewer than three pairs, and where both raters put everything into one and the same category
 * @throws RangeError for a value that is no category
 */
export function weightedKappa(
  pairs: readonly Pair[],
  options: { categories: readonly number[]; weights: KappaWeights },
): Point {
  const { categories, weights } = options;
  const places = new Map(categories.map((category, place) => [category, place]));
  const placeOf = (value: number): number => {
    const place = places.get(value);
    if (place === undefined) throw new RangeError(`${value} is none of the categories`);
    return place;
  };
  const weightOf = (steps: number): number => (weights === 'linear' ? Math.abs(steps) : steps * steps);
  if (pairs.length < FEWEST) return undefinedFor('fewer than three pairs');

  const rows = categories.map(() => 0);
  const columns = categories.map(() => 0);
  let seen = 0;
  for (const [x, y] of pairs) {
    const [row, column] = [placeOf(x), placeOf(y)];
    rows[row] = (rows[row] ?? 0) + 1;
    columns[column] = (columns[column] ?? 0) + 1;
    seen += weightOf(row - column);
  }
  const expected = rows.reduce(
    (sum, inRow, row) =>
      sum + inRow * columns.reduce((all, inColumn, column) => all + inColumn * weightOf(row - column), 0),
    0,
  );
  if (expected === 0) return undefinedFor('both sides put everything into one and the same category');
  return pointAt(1 - (seen * pairs.length) / expected);
}
