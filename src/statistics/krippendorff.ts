import { type Point, pointAt, undefinedFor } from './estimate.ts';

/** The ratings of one item, in any order; null for a rater that gave none. */
export type RatedItem = readonly (number | null)[];

/** All that alpha needs to know of some items: how the ratings that can be paired fall, and how often two unlike ones meet in an item. */
export interface Coincidences {
  /** Items with at least two ratings. */
  readonly items: number;
  /** Ratings in these, by value. */
  readonly totals: ReadonlyMap<number, number>;
  /** By the lower and the higher of two values: how often they meet, each item's pairs over its ratings less one. */
  readonly unlike: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/**
 * Krippendorff's alpha for ordinal data, for any number of raters and with ratings missing: 1 less the disagreement inside of items over
 * that between all ratings (Hayes and Krippendorff 2007, "Answering the call for a standard reliability measure for coding data",
 * Communication Methods and Measures 1(1); the ordinal difference: Krippendorff 2011, "Computing Krippendorff's alpha-reliability",
 * section D). Categories are the values that occur.
 * @returns at most 1; undefined for fewer than two items with two ratings (of one alone it is 0 whatever the ratings), and where all
 * ratings are the same
 */
export function krippendorff(items: readonly RatedItem[]): Point {
  return alphaOf([coincidencesOf(items)]);
}

/** The same of several lists of items together, of which each was counted before: for resamples, which draw the same lists over and over. */
export function alphaOf(parts: readonly Coincidences[]): Point {
  if (parts.reduce((sum, { items }) => sum + items, 0) < 2)
    return undefinedFor('fewer than two items with at least two ratings');
  const totals = new Map<number, number>();
  for (const part of parts) for (const [value, count] of part.totals) add(totals, value, count);
  if (totals.size === 1)
    return undefinedFor('all ratings are the same, so there is no difference that they could agree on');

  const difference = ordinalDifferences(totals);
  let inside = 0;
  for (const { unlike } of parts)
    for (const [low, others] of unlike) for (const [high, count] of others) inside += count * difference(low, high);
  const ratings = [...totals.values()].reduce((sum, count) => sum + count, 0);
  let between = 0;
  for (const [low, count] of totals)
    for (const [high, others] of totals) if (low < high) between += count * others * difference(low, high);
  return pointAt(1 - (inside * (ratings - 1)) / between);
}

export function coincidencesOf(items: readonly RatedItem[]): Coincidences {
  const pairable = items.map(given).filter((ratings) => ratings.length >= 2);
  const totals = new Map<number, number>();
  const unlike = new Map<number, Map<number, number>>();
  for (const ratings of pairable) {
    for (const [place, one] of ratings.entries()) {
      add(totals, one, 1);
      for (const other of ratings.slice(place + 1)) {
        if (one === other) continue;
        const [low, high] = one < other ? [one, other] : [other, one];
        const met = unlike.get(low) ?? new Map<number, number>();
        add(met, high, 1 / (ratings.length - 1));
        unlike.set(low, met);
      }
    }
  }
  return { items: pairable.length, totals, unlike };
}

function add(counts: Map<number, number>, value: number, count: number): void {
  counts.set(value, (counts.get(value) ?? 0) + count);
}

function given(item: RatedItem): number[] {
  return item.filter((rating) => rating !== null);
}

/** The squared difference of two values: the ratings that lie between them, with half of those in the two themselves. */
function ordinalDifferences(totals: ReadonlyMap<number, number>): (one: number, other: number) => number {
  const middles = new Map<number, number>();
  let below = 0;
  for (const [value, total] of [...totals].sort(([one], [other]) => one - other)) {
    middles.set(value, below + total / 2);
    below += total;
  }
  return (one, other) => ((middles.get(one) ?? 0) - (middles.get(other) ?? 0)) ** 2;
}
