import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendall } from '../../src/statistics/kendall.ts';
import type { Pair } from '../../src/statistics/pair.ts';
import { spearman } from '../../src/statistics/spearman.ts';

const pairsOf = (xs: readonly number[], ys: readonly number[]): Pair[] =>
  xs.map((x, place) => [x, ys[place] ?? Number.NaN]);
const pair = (low: number, high: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }));
const manyTies = fc.array(pair(1, 7), { minLength: 0, maxLength: 30 });
const fewTies = fc.array(pair(-1e6, 1e6), { minLength: 0, maxLength: 30 });
const statistics = { spearman, kendall } as const;

// scipy 1.17.1 (numpy 2.4.6): stats.spearmanr(x, y).statistic and stats.kendalltau(x, y, variant='b').statistic
describe.each([
  ['without ties', [1.2, 3.4, 2.2, 5.1, 4.4, 6.3, 5.0], [2, 3, 1, 6, 5, 7, 4], 0.9285714285714288, 0.8095238095238096],
  ['with ties', [4, 4, 5, 3, 6, 4, 2, 5, 7, 3], [5, 4, 5, 2, 6, 6, 3, 3, 7, 4], 0.6906384891647228, 0.5926377579897537],
  ['with hardly anything but ties', [1, 1, 1, 2, 2, 2, 2, 1], [3, 3, 4, 4, 3, 4, 4, 3], 0.4999999999999999, 0.5],
  ['of two orders that are opposite', [1, 2, 3, 4], [7, 5, 3, 1], -1, -1],
  ['of two orders that are opposite, with ties', [1, 2, 2, 3], [4, 2, 2, 1], -1, -1],
  ['of two orders that have little to do with each other', [1, 2, 3, 4, 5], [2, 5, 1, 4, 3], 0.1, 0],
])('the correlation %s is that of scipy', (_, xs, ys, rho, tau) => {
  it.each([
    ['spearman', rho],
    ['kendall', tau],
  ] as const)('by %s', (name, value) => {
    expect(statistics[name](pairsOf(xs, ys))).toEqual({ status: 'value', value: expect.closeTo(value, 12) });
  });
});

describe.each(['spearman', 'kendall'] as const)('%s', (name) => {
  const statistic = statistics[name];

  it.each([
    ['of no pair', [], 'fewer than three pairs'],
    ['of one pair', [[1, 2]], 'fewer than three pairs'],
    [
      'of two pairs, which could only give 1 or -1',
      [
        [1, 2],
        [2, 3],
      ],
      'fewer than three pairs',
    ],
    [
      'of a constant judge',
      [
        [4, 1],
        [4, 2],
        [4, 3],
      ],
      'all values of one side are the same, so it ranks nothing',
    ],
    [
      'of a constant community',
      [
        [1, 4],
        [2, 4],
        [3, 4],
      ],
      'all values of one side are the same, so it ranks nothing',
    ],
    [
      'of nothing but ties',
      [
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      'all values of one side are the same, so it ranks nothing',
    ],
  ] as [string, Pair[], string][])('is undefined %s', (_, pairs, reason) => {
    expect(statistic(pairs)).toEqual({ status: 'undefined', reason });
  });

  it('lies from -1 to 1, is never NaN, and is the same with its sides swapped', () => {
    fc.assert(
      fc.property(fc.oneof(manyTies, fewTies), (pairs) => {
        const point = statistic(pairs);
        expect(statistic(pairs.map(([x, y]) => [y, x]))).toEqual(close(point));
        if (point.status === 'value') expect(Math.abs(point.value)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('depends on the order of values alone, and turns its sign with it', () => {
    fc.assert(
      fc.property(manyTies, (pairs) => {
        const point = statistic(pairs);
        expect(statistic(pairs.map(([x, y]) => [Math.exp(x), y ** 3]))).toEqual(close(point));
        const turned = statistic(pairs.map(([x, y]) => [-x, y]));
        expect(turned).toEqual(close(point.status === 'value' ? { ...point, value: -point.value } : point));
      }),
    );
  });

  it('does not depend on the order in which the pairs are given', () => {
    fc.assert(
      fc.property(manyTies, (pairs) => {
        expect(statistic([...pairs].reverse())).toEqual(close(statistic(pairs)));
      }),
    );
  });
});

it('counts Kendall’s pairs as one by one counting does', () => {
  fc.assert(
    fc.property(manyTies, (pairs) => {
      const point = kendall(pairs);
      if (point.status === 'undefined') return;
      let [balance, untiedX, untiedY] = [0, 0, 0];
      pairs.forEach(([x, y], place) => {
        for (const [otherX, otherY] of pairs.slice(0, place)) {
          balance += Math.sign(x - otherX) * Math.sign(y - otherY);
          untiedX += Math.abs(Math.sign(x - otherX));
          untiedY += Math.abs(Math.sign(y - otherY));
        }
      });
      expect(point.value).toBeCloseTo(balance / Math.sqrt(untiedX * untiedY), 12);
    }),
  );
});

/** The same, up to the rounding of sums in another order. */
function close(point: ReturnType<typeof spearman>): unknown {
  return point.status === 'value' ? { ...point, value: expect.closeTo(point.value, 12) } : point;
}
