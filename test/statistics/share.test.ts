import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf } from '../../src/statistics/share.ts';
import { wilsonInterval } from '../../src/statistics/wilson.ts';

// statsmodels 0.15.0: proportion_confint(count, total, alpha=0.05, method='wilson'); R's prop.test(…, correct = FALSE) gives the same.
it.each([
  [8, 10, 0.49016247153664183, 0.9433178485456247],
  [0, 10, 0, 0.27753279986288926],
  [10, 10, 0.7224672001371106, 1],
  [50, 100, 0.4038315303659956, 0.5961684696340044],
  [1, 1, 0.2065493143772374, 1],
])('the interval of %i in %i is that of statsmodels', (count, total, low, high) => {
  const interval = wilsonInterval(count, total);
  expect(interval[0]).toBeCloseTo(low, 12);
  expect(interval[1]).toBeCloseTo(high, 12);
});

describe('a share over units', () => {
  const counts = [
    [3, 3],
    [2, 3],
    [0, 2],
    [4, 4],
    [1, 3],
    [3, 3],
    [2, 2],
    [0, 3],
  ] as const;
  const units = counts.map(([count, total]) => ({ count, total }));

  it('has Wilson’s interval at the effective number of observations', () => {
    // statsmodels 0.15.0, y the 23 observations as 0 and 1, g the number of each one's unit:
    // v = OLS(y, np.ones(23)).fit(cov_type='cluster', cov_kwds={'groups': g}).bse[0] ** 2; p = y.mean(); n = 23 / 22 * p * (1 - p) / v
    // proportion_confint(p * n, n, method='wilson')
    expect(shareOf(units)).toEqual({
      status: 'estimated',
      value: expect.closeTo(15 / 23, 12),
      low: expect.closeTo(0.35474819689949294, 12),
      high: expect.closeTo(0.8647656935724903, 12),
      n: 8,
    });
  });

  it('is Wilson’s where each unit has one observation', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), (hits) => {
        const share = shareOf(hits.map((hit) => ({ count: hit ? 1 : 0, total: 1 })));
        const total = hits.length;
        const count = hits.filter(Boolean).length;
        const [low, high] = wilsonInterval(count, total);
        expect(share).toEqual({
          status: 'estimated',
          value: count / total,
          low: expect.closeTo(low, 12),
          high: expect.closeTo(high, 12),
          n: total,
        });
      }),
    );
  });

  it('counts units, not observations, where all observations are alike', () => {
    const [low] = wilsonInterval(5, 5);
    expect(shareOf(Array.from({ length: 5 }, () => ({ count: 8, total: 8 })))).toEqual({
      status: 'estimated',
      value: 1,
      low,
      high: 1,
      n: 5,
    });
    expect(shareOf([{ count: 3, total: 6 }])).toMatchObject({ value: 0.5, low: wilsonInterval(0.5, 1)[0], n: 1 });
  });

  it('never counts more observations than there are', () => {
    const even = Array.from({ length: 6 }, () => ({ count: 1, total: 2 }));
    const [low, high] = wilsonInterval(6, 12);
    expect(shareOf(even)).toEqual({ status: 'estimated', value: 0.5, low, high, n: 6 });
  });

  it('is undefined where nothing was observed', () => {
    const nothing = { status: 'undefined', reason: 'nothing was observed', n: 0 };
    expect(shareOf([])).toEqual(nothing);
    expect(shareOf([{ count: 0, total: 0 }])).toEqual(nothing);
  });
});
