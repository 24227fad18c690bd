import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import { cohensD, effectSize, hedgesFactor } from '../../src/statistics/effect-size.ts';
import type { Pair } from '../../src/statistics/pair.ts';

const ONE = [4, 5, 3, 6, 4, 5, 5, 2, 6, 4, 7, 5];
const OTHER = [3, 5, 4, 4, 2, 5, 3, 3, 4, 4, 5, 4];
const PAIRS = ONE.map((one, place): Pair => [one, OTHER[place] ?? Number.NaN]);
const CLUSTERED = PAIRS.map((pair, place) => ({ cluster: `${place}`, pair }));

describe('Cohen’s d', () => {
  it.each([
    // numpy 2.4.6, d = one - other: d.mean() / d.std(ddof=1); scipy 1.17.1: stats.ttest_rel(one, other).statistic / np.sqrt(12)
    ['z', 0.6982754846636602],
    // numpy 2.4.6: d.mean() / ((one.std(ddof=1) + other.std(ddof=1)) / 2)
    ['av', 0.7220866118726529],
    // pingouin 0.7.0: compute_effsize(one, other, paired=False, eftype='cohen')
    ['s', 0.7096921893772004],
  ] as const)('measured by %s is that of Python', (by, value) => {
    expect(cohensD(PAIRS, by)).toEqual({ status: 'value', value: expect.closeTo(value, 12) });
  });

  it.each([
    [PAIRS.slice(0, 2), 'fewer than three pairs'],
    [PAIRS.map(([one]): Pair => [one, one - 2]), 'nothing varies that it could be measured by'],
  ])('is undefined of %j', (pairs, reason) => {
    expect(cohensD(pairs, 'z')).toEqual({ status: 'undefined', reason });
  });
});

// scipy 1.17.1: np.exp(special.gammaln(f / 2) - special.gammaln((f - 1) / 2)) / np.sqrt(f / 2)
it.each([
  [2, 0.5641895835477564],
  [5, 0.8407486824596893],
  [13.5, 0.9432165832599946],
  [14, 0.9452877293068114],
  [200, 0.9962445224791685],
])('Hedges’ factor at %f degrees of freedom is that of scipy', (freedom, factor) => {
  expect(hedgesFactor(freedom)).toBeCloseTo(factor, 12);
});

describe('an effect size', () => {
  it('has the interval of a bootstrap over clusters, and g at the degrees of freedom of its yardstick', () => {
    const expected = bootstrap({
      units: PAIRS.map((pair) => [pair]),
      statistic: (some) => cohensD(some.flat(), 's'),
      random: seededRandom(4),
    });
    const { d, g } = effectSize(CLUSTERED, 's', seededRandom(4));
    expect(d).toEqual(expected);
    if (d.status !== 'estimated') throw new Error(d.reason);
    const factor = hedgesFactor(22);
    expect(g).toEqual({ ...d, value: factor * d.value, low: factor * d.low, high: factor * d.high });
    const paired = effectSize(CLUSTERED, 'z', seededRandom(4));
    expect(paired).toMatchObject({ g: { value: expect.closeTo(0.6982754846636602 * hedgesFactor(11), 12), n: 12 } });
  });

  it('counts clusters, not pairs', () => {
    const three = CLUSTERED.map(({ pair }, place) => ({ cluster: `${place % 3}`, pair }));
    const reason = 'fewer than 10 units to draw from';
    const value = expect.closeTo(0.6982754846636602, 12);
    expect(effectSize(three, 'z', seededRandom(1)).d).toEqual({ status: 'no-interval', value, reason, n: 3 });
  });

  it('is undefined where d is', () => {
    const nothing = { status: 'undefined', reason: 'fewer than three pairs', n: 0 };
    expect(effectSize([], 'z', seededRandom(1))).toEqual({ d: nothing, g: nothing });
  });
});
