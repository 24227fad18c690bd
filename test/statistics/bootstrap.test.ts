import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { auc } from '../../src/statistics/auc.ts';
import { bcaInterval } from '../../src/statistics/bca.ts';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import { type Point, pointAt, undefinedFor } from '../../src/statistics/estimate.ts';
import { krippendorff } from '../../src/statistics/krippendorff.ts';
import { Z_95 } from '../../src/statistics/normal.ts';
import type { Pair } from '../../src/statistics/pair.ts';
import { spearman } from '../../src/statistics/spearman.ts';
import { coverageOf, POPULATIONS } from './populations.ts';

const mean = (values: readonly number[]): Point =>
  values.length === 0
    ? undefinedFor('no value')
    : pointAt(values.reduce((sum, value) => sum + value, 0) / values.length);
const numberOf = (point: Point): number => (point.status === 'value' ? point.value : Number.NaN);

const XS = [4, 4, 5, 3, 6, 4, 2, 5, 7, 3, 6, 1];
const YS = [5, 4, 5, 2, 6, 6, 3, 3, 7, 4, 5, 2];
const PAIRS = XS.map((x, place): Pair => [x, YS[place] ?? Number.NaN]);
const SKEWED = [1, 2, 2, 3, 9, 4, 1, 2, 2, 3, 5, 30];

// scipy 1.17.1: stats.bootstrap((x, y), lambda a, b: stats.spearmanr(a, b).statistic, paired=True, vectorized=False, method='BCa',
//   n_resamples=0, confidence_level=level, bootstrap_result=SimpleNamespace(bootstrap_distribution=replicates))
// and stats.bootstrap((skewed,), np.mean, method='BCa', n_resamples=0, bootstrap_result=...),
// with 400 replicates of twelve units each, the units' places by s = (s * 75 + 74) % 65537 from 1, then s % 12.
describe('the BCa interval is that of scipy', () => {
  const resampled = <Unit>(units: readonly Unit[], statistic: (some: readonly Unit[]) => Point): number[] => {
    let state = 1;
    return Array.from({ length: 400 }, () =>
      numberOf(
        statistic(
          units.map(() => {
            state = (state * 75 + 74) % 65537;
            return units[state % 12] as Unit;
          }),
        ),
      ),
    );
  };
  const interval = <Unit>(
    units: readonly Unit[],
    statistic: (some: readonly Unit[]) => Point,
    reach: number,
  ): unknown =>
    bcaInterval({
      value: numberOf(statistic(units)),
      replicates: resampled(units, statistic),
      leftOut: units.map((_, place) => numberOf(statistic(units.toSpliced(place, 1)))),
      reach,
    });
  const limits = (low: number, high: number): unknown => ({
    low: expect.closeTo(low, 9),
    high: expect.closeTo(high, 9),
  });

  it('for Spearman’s rho with ties', () => {
    expect(interval(PAIRS, spearman, Z_95)).toEqual(limits(0.19633832895782988, 0.948029417448464));
  });

  it('for a confidence of 99%', () => {
    expect(interval(PAIRS, spearman, 2.5758293035489004)).toEqual(limits(-0.1472974920360115, 0.9719737385072136));
  });

  it('for a mean that one unit drags', () => {
    expect(interval(SKEWED, mean, Z_95)).toEqual(limits(2.754904873009844, 15.025598542386243));
  });
});

describe('a bootstrap', () => {
  const of = <Unit>(units: readonly Unit[], statistic: (some: readonly Unit[]) => Point, seed = 1) =>
    bootstrap({ units, statistic, random: seededRandom(seed) });

  it('gives the value with an interval around it, the same for the same seed', () => {
    const estimate = of(PAIRS, spearman);
    expect(estimate).toEqual(of(PAIRS, spearman));
    expect(estimate).not.toEqual(of(PAIRS, spearman, 2));
    expect(estimate).toMatchObject({ status: 'estimated', value: numberOf(spearman(PAIRS)), n: 12 });
    if (estimate.status !== 'estimated') throw new Error(estimate.reason);
    expect(estimate.low).toBeLessThan(estimate.value);
    expect(estimate.high).toBeGreaterThan(estimate.value);
  });

  it('draws units whole: what is only repeated inside of a unit narrows nothing', () => {
    const once = SKEWED.map((value) => [value]);
    const oftener = SKEWED.map((value) => Array.from({ length: 9 }, () => value));
    const meanOf = (some: readonly (readonly number[])[]): Point => mean(some.flat());
    const [narrow, same] = [of(once, meanOf), of(oftener, meanOf)];
    if (narrow.status !== 'estimated' || same.status !== 'estimated') throw new Error('no interval');
    expect(same.n).toBe(12);
    expect(same.high - same.low).toBeCloseTo(narrow.high - narrow.low, 9);
  });

  it('is undefined with its reason where the statistic is', () => {
    expect(of([], spearman)).toEqual({ status: 'undefined', reason: 'fewer than three pairs', n: 0 });
    expect(of([[4, 4]] as Pair[], spearman)).toMatchObject({ status: 'undefined', n: 1 });
    const constant = XS.map((x): Pair => [x, 4]);
    expect(of(constant, spearman)).toMatchObject({ status: 'undefined', reason: /ranks nothing/, n: 12 });
  });

  it.each([
    ['there are fewer than ten units', PAIRS.slice(0, 9), spearman, 'fewer than 10 units to draw from'],
    ['all resamples agree', XS.map((x): Pair => [x, 2 * x]), spearman, 'every resample gives the same value'],
    [
      'the value hangs on one unit',
      XS.map((_, place): Pair => [place === 0 ? 1 : 2, place]),
      spearman,
      'without one of its units it would have no value',
    ],
    [
      'many resamples have no value',
      XS.map((_, place): Pair => [place < 2 ? 1 : 2, place]),
      spearman,
      'too many of its resamples have no value',
    ],
  ] as const)('says why there is a value without an interval where %s', (_, units, statistic, reason) => {
    expect(of(units, statistic)).toEqual({
      status: 'no-interval',
      value: expect.any(Number),
      reason,
      n: units.length,
    });
  });

  it('says so of a judge that separates every pair, and of raters that always agree', () => {
    const separated = XS.map((x) => ({ good: x + 7, spoiled: x }));
    const area = (some: readonly { good: number; spoiled: number }[]): Point =>
      auc(
        some.map(({ good }) => good),
        some.map(({ spoiled }) => spoiled),
      );
    expect(of(separated, area)).toEqual({
      status: 'no-interval',
      value: 1,
      reason: 'every resample gives the same value',
      n: 12,
    });
    const agreed = XS.map((x) => [x, x, null]);
    expect(of(agreed, krippendorff)).toMatchObject({ status: 'no-interval', value: 1, n: 12 });
  });
});

describe('an interval that it gives', () => {
  // The seed decides, so a number that fails says that the method has changed, not that chance had its way.
  it.each(POPULATIONS.filter(({ name }) => ['kappa, a good judge', 'AUC, spoiled by 0.8'].includes(name)))(
    'holds the truth about as often as it says, of twenty answers: $name',
    (population) => {
      const coverage = coverageOf(population, { n: 20, sets: 100, random: seededRandom(20) });
      expect(coverage).toBeGreaterThanOrEqual(0.9);
      expect(coverage).toBeLessThanOrEqual(0.99);
    },
  );
});
