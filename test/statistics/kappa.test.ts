import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedKappa } from '../../src/statistics/kappa.ts';
import type { Pair } from '../../src/statistics/pair.ts';

const categories = [1, 2, 3, 4, 5, 6, 7];
const pairsOf = (xs: readonly number[], ys: readonly number[]): Pair[] =>
  xs.map((x, place) => [x, ys[place] ?? Number.NaN]);
const category = fc.integer({ min: 1, max: 7 });
const ratings = fc.array(fc.tuple(category, category), { maxLength: 30 });
const weights = fc.constantFrom('linear' as const, 'quadratic' as const);

// scikit-learn 1.9.1: cohen_kappa_score(x, y, labels=[1, 2, 3, 4, 5, 6, 7], weights='linear'), then 'quadratic';
// statsmodels 0.15.0: cohens_kappa(to_table(np.array([x, y]).T - 1, bins=np.arange(8) - 0.5)[0], wt=..., return_results=False) gives the same.
it.each([
  ['ties', [4, 4, 5, 3, 6, 4, 2, 5, 7, 3], [5, 4, 5, 2, 6, 6, 3, 3, 7, 4], 0.5180722891566265, 0.7209302325581395],
  ['opposites', [1, 2, 3, 5, 6, 7], [7, 6, 5, 3, 2, 1], -0.6363636363636367, -1],
  ['one side that is constant: no better than chance', [4, 4, 4, 4], [1, 4, 7, 4], 0, 0],
  ['two constants that differ: no better than chance', [4, 4, 4], [6, 6, 6], 0, 0],
])('kappa of %s is that of scikit-learn', (_, xs, ys, linear, quadratic) => {
  const pairs = pairsOf(xs, ys);
  const value = (number: number): unknown => ({ status: 'value', value: expect.closeTo(number, 12) });
  expect(weightedKappa(pairs, { categories, weights: 'linear' })).toEqual(value(linear));
  expect(weightedKappa(pairs, { categories, weights: 'quadratic' })).toEqual(value(quadratic));
});

it('counts steps between categories, not differences of their values', () => {
  // scikit-learn 1.9.1: cohen_kappa_score([1, 5, 9, 5, 1], [1, 9, 9, 5, 5], labels=[1, 5, 9], weights='linear')
  const pairs = pairsOf([1, 5, 9, 5, 1], [1, 9, 9, 5, 5]);
  expect(weightedKappa(pairs, { categories: [1, 5, 9], weights: 'linear' })).toEqual({
    status: 'value',
    value: expect.closeTo(0.5454545454545454, 12),
  });
});

describe('kappa', () => {
  it.each([
    ['of no pair', [], 'fewer than three pairs'],
    ['of one pair', [[1, 2]], 'fewer than three pairs'],
    [
      'of two pairs',
      [
        [1, 1],
        [7, 7],
      ],
      'fewer than three pairs',
    ],
    [
      'of nothing but one category',
      [
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      'both sides put everything into one and the same category',
    ],
  ] as [string, Pair[], string][])('is undefined %s', (_, pairs, reason) => {
    expect(weightedKappa(pairs, { categories, weights: 'linear' })).toEqual({ status: 'undefined', reason });
  });

  it('refuses what is no category', () => {
    const pairs: Pair[] = [
      [1, 1],
      [2, 2],
      [4.5, 4],
    ];
    expect(() => weightedKappa(pairs, { categories, weights: 'linear' })).toThrow(
      new RangeError('4.5 is none of the categories'),
    );
  });

  it('is 1 for the same ratings, at most 1 and never NaN, and the same with the raters swapped or the scale turned round', () => {
    fc.assert(
      fc.property(ratings, weights, (pairs, weights) => {
        const kappa = (some: readonly Pair[]): number | string => {
          const point = weightedKappa(some, { categories, weights });
          return point.status === 'value' ? Math.round(point.value * 1e9) + 0 : point.reason;
        };
        const own = kappa(pairs);
        expect(kappa(pairs.map(([x, y]) => [y, x]))).toBe(own);
        expect(kappa(pairs.map(([x, y]) => [8 - x, 8 - y]))).toBe(own);
        if (typeof own === 'number') expect(own).toBeLessThanOrEqual(1e9);
        const same = kappa(pairs.map(([x]) => [x, x]));
        if (typeof same === 'number') expect(same).toBe(1e9);
      }),
    );
  });
});
