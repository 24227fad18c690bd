import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorff, type RatedItem } from '../../src/statistics/krippendorff.ts';

const _ = null;

/** Turns rows of raters, as Python's library takes them, into items. */
const itemsOf = (raters: readonly (readonly (number | null)[])[]): RatedItem[] =>
  (raters[0] ?? []).map((_rating, item) => raters.map((row) => row[item] ?? null));

const rating = fc.option(fc.integer({ min: 1, max: 7 }));
const someItems = fc.array(fc.array(rating, { minLength: 4, maxLength: 4 }), { maxLength: 15 });
const rounded = (items: readonly RatedItem[]): number | string => {
  const point = krippendorff(items);
  return point.status === 'value' ? Math.round(point.value * 1e9) + 0 : point.reason;
};

// krippendorff 0.9.0 (numpy 2.4.6), nan for a missing rating:
// krippendorff.alpha(reliability_data=rows, level_of_measurement='ordinal')
it.each([
  [
    'the data of Krippendorff 2011 (there 0.815), of which one item has a single rating',
    [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
      [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    0.8153875037548814,
  ],
  [
    'three raters with gaps',
    [
      [5, 4, _, 7, 2, 6],
      [4, 4, 3, 6, _, 6],
      [5, 2, 3, 7, 3, _],
    ],
    0.83217125382263,
  ],
  [
    'four items, two of them with two ratings',
    [
      [2, _, 1, 1],
      [2, 3, 1, 2],
      [_, 3, _, 2],
    ],
    0.7925925925925926,
  ],
  [
    'two raters of opposite mind',
    [
      [1, 7, 2, 6],
      [7, 1, 6, 2],
    ],
    -0.75,
  ],
  [
    'two items, wholly agreed on',
    [
      [1, 7],
      [1, 7],
    ],
    1,
  ],
])('alpha of %s is that of the Python library', (_name, rows, alpha) => {
  expect(krippendorff(itemsOf(rows))).toEqual({ status: 'value', value: expect.closeTo(alpha, 12) });
});

describe('alpha', () => {
  const tooFew = 'fewer than two items with at least two ratings';
  it.each([
    ['of no item', [], tooFew],
    ['of one item, for which the formula gives 0 whatever the ratings', [[1, 7, 7]], tooFew],
    ['where no item has two ratings', [[1, null], [null, 3], [5]], tooFew],
    ['where only one item has two ratings', [[1, 2], [null, 3], [5]], tooFew],
    [
      'of ratings that are all the same',
      [
        [4, 4],
        [4, 4, 4],
        [4, 4],
      ],
      'all ratings are the same, so there is no difference that they could agree on',
    ],
  ] as [string, RatedItem[], string][])('is undefined %s', (_name, items, reason) => {
    expect(krippendorff(items)).toEqual({ status: 'undefined', reason });
  });

  it('does not depend on who gave which rating, on the order of items, or on items with one rating', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const alpha = rounded(items);
        expect(rounded(items.map((ratings) => [...ratings].reverse()).reverse())).toBe(alpha);
        expect(rounded([...items, [3, null], [null]])).toBe(alpha);
      }),
    );
  });

  it('depends on the order of the values alone, and is at most 1', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const alpha = rounded(items);
        expect(rounded(items.map((ratings) => ratings.map((one) => one && one ** 3 + 0.5)))).toBe(alpha);
        expect(rounded(items.map((ratings) => ratings.map((one) => one && 8 - one)))).toBe(alpha);
        if (typeof alpha === 'number') expect(alpha).toBeLessThanOrEqual(1e9);
      }),
    );
  });
});
