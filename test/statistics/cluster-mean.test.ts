import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { clusterMean, clusterMeanByStudent } from '../../src/statistics/cluster-mean.ts';
import type { Clustered } from '../../src/statistics/clustered.ts';
import { fitMean, totalsOf } from '../../src/statistics/fit-mean.ts';
import { BALANCED, easyRandom, UNBALANCED } from './clustered-values.ts';

const near = (value: number): unknown => expect.closeTo(value, 12);
const tested = (value: number, low: number, high: number, p: number): unknown => ({
  estimate: { status: 'estimated', value: near(value), low: near(low), high: near(high), n: 8 },
  p: { status: 'value', value: near(p) },
});
/** As many clusters, each with these values. */
const clusters = (...values: readonly (readonly number[])[]): Clustered[] =>
  values.flatMap((some, place) => some.map((value) => ({ cluster: `${place}`, value })));

describe('the robust error of a mean', () => {
  it('is that of statsmodels where all clusters are of one size, with as many degrees of freedom as clusters less one', () => {
    // statsmodels 0.15.0: OLS(y, np.ones(24)).fit(cov_type='cluster', cov_kwds={'groups': g}).bse[0]
    expect(fitMean(totalsOf(BALANCED))).toEqual({
      value: near(0.5416666666666666),
      error: near(0.26115965438667027),
      freedom: near(7),
    });
  });

  it('is CR2 with Satterthwaite’s degrees of freedom where they are not', () => {
    // numpy 2.4.6, scipy 1.17.1, with X = np.ones((18, 1)), M = inv(X.T @ X), e = y - X @ M @ X.T @ y, R = I - X @ M @ X.T, and for each cluster
    // with rows i: u = linalg.fractional_matrix_power(R[i][:, i], -0.5) @ X[i] @ M[0], p = R[:, i] @ u; then
    // sqrt(sum((u @ e[i]) ** 2)), and with Q = P @ P.T: trace(Q) ** 2 / sum(Q * Q)
    expect(fitMean(totalsOf(UNBALANCED))).toEqual({
      value: near(0.5),
      error: near(0.315365403445958),
      freedom: near(6.052197586450616),
    });
  });

  it.each([
    ['one cluster', clusters([1, 2, 3]), 'there is only one scenario'],
    ['clusters of one mean', clusters([1, 3], [2], [0, 4, 2]), 'all scenarios have the same mean'],
    ['sums that differ by rounding', clusters([0.1, 0.2], [0.3, 0]), 'all scenarios have the same mean'],
  ])('is undefined for %s', (_, observations, reason) => {
    expect(fitMean(totalsOf(observations))).toEqual({ status: 'undefined', reason });
  });
});

describe('the mean over clusters, by Student’s t', () => {
  it('is the t test of scipy on the clusters’ means where all are of one size', () => {
    // scipy 1.17.1, m the eight means: stats.t.interval(0.95, 7, loc=m.mean(), scale=stats.sem(m)), stats.ttest_1samp(m, 0).pvalue
    expect(clusterMeanByStudent(BALANCED)).toEqual(
      tested(0.5416666666666666, -0.07587778563364367, 1.159211118966977, 0.07675276394737471),
    );
  });

  it('has the robust error’s own degrees of freedom where they are not', () => {
    // scipy 1.17.1, v, s and d as above: stats.t.interval(0.95, d, loc=v, scale=s), 2 * stats.t.sf(v / s, d)
    expect(clusterMeanByStudent(UNBALANCED)).toEqual(
      tested(0.5, -0.27006094096575994, 1.27006094096576, 0.16353035349006034),
    );
  });
});

describe('the mean over clusters, by the bootstrap-t', () => {
  // numpy 2.4.6: t = (v_b - v) / s_b of 1999 resamples with the draws of easyRandom, each with the error of the tests above (nan where it is 0: two
  // of those of unequal sizes); hi = np.sort(np.where(np.isnan(t), np.inf, t)), lo the same with -np.inf; v - hi[1949] * s, v - lo[49] * s;
  // 2 * (1 + min((hi >= v / s).sum(), (lo <= v / s).sum())) / 2000
  it.each([
    ['one size', BALANCED, [0.5416666666666666, -0.07888794021244139, 1.2446944543341663, 0.077]],
    ['several sizes', UNBALANCED, [0.5, -0.31338528741474136, 1.3720170543888928, 0.161]],
  ] as const)('is that of numpy for clusters of %s', (_, observations, [value, low, high, p]) => {
    expect(clusterMean(observations, easyRandom())).toEqual(tested(value, low, high, p));
  });

  it('is the same for the same seed', () => {
    const of = (seed: number) => clusterMean(BALANCED, seededRandom(seed));
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('knows nothing more of a cluster whose observations are only repeated', () => {
    const once = clusters([1], [2], [2], [4], [0], [7], [3]);
    const oftener = clusters(...[1, 2, 2, 4, 0, 7, 3].map((value) => Array(9).fill(value)));
    const { estimate, p } = clusterMean(once, easyRandom());
    if (estimate.status !== 'estimated') throw new Error(estimate.reason);
    const { value, low, high } = estimate;
    const same = { status: 'estimated', value: near(value), low: near(low), high: near(high), n: 7 };
    expect(clusterMean(oftener, easyRandom())).toEqual({ estimate: same, p });
  });

  it('leaves out 0 exactly where p is at most 0.05', () => {
    const shifts = Array.from({ length: 60 }, (_, place) => place / 20 - 1.5);
    const seen = shifts.map((shift) => {
      const { estimate, p } = clusterMean(
        BALANCED.map(({ cluster, value }) => ({ cluster, value: value + shift })),
        seededRandom(3),
      );
      if (estimate.status !== 'estimated' || p.status !== 'value') throw new Error('no interval');
      const outside = estimate.low > 0 || estimate.high < 0;
      expect(p.value <= 0.05).toBe(outside);
      return outside;
    });
    expect(new Set(seen).size).toBe(2);
  });
});

describe.each([
  ['the bootstrap-t', (some: readonly Clustered[]) => clusterMean(some, seededRandom(1))],
  ['Student’s t', clusterMeanByStudent],
])('the mean over clusters, by %s, has no interval', (_, of) => {
  it.each([
    [clusters([1, 2], [3], [4], [5], [6]), 3.5, 'too few scenarios: fewer than 6', 5],
    [clusters(...Array(7).fill([2, 2])), 2, 'all scenarios have the same mean', 7],
  ])('of %j', (observations, value, reason, n) => {
    expect(of(observations)).toEqual({
      estimate: { status: 'no-interval', value, reason, n },
      p: { status: 'undefined', reason },
    });
  });

  it('and no value of nothing', () => {
    const reason = 'nothing was observed';
    expect(of([])).toEqual({ estimate: { status: 'undefined', reason, n: 0 }, p: { status: 'undefined', reason } });
  });
});

it('has no interval where many resamples do not vary', () => {
  const reason = 'too many of its resamples do not vary';
  expect(clusterMean(clusters([0], [0], [0], [0], [0], [0], [1]), seededRandom(1))).toMatchObject({
    estimate: { status: 'no-interval', reason, n: 7 },
    p: { status: 'undefined', reason },
  });
});
