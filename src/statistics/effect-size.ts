import { gammaln, mean } from 'simple-statistics';
import type { Random } from '../core/random.ts';
import { bootstrap } from './bootstrap.ts';
import { byCluster } from './clustered.ts';
import { type Estimate, type Point, pointAt, undefinedFor } from './estimate.ts';
import { FEWEST, type Pair } from './pair.ts';
import { spreadOf } from './spread.ts';

/**
 * What a mean difference is measured by (names of Lakens 2013, "Calculating and reporting effect sizes", Frontiers in Psychology 4:863):
 * - `z`: the standard deviation of the differences;
 * - `av`: the mean of both sides' standard deviations;
 * - `s`: both sides' pooled standard deviation, as if they were independent groups: Cohen's own d (Cohen 1988, "Statistical power analysis for the
 *   behavioral sciences", 2.5).
 */
export type Yardstick = 'z' | 'av' | 's';

/** Both sides of one pair, and the cluster that it belongs to. */
export interface ClusteredPair {
  readonly cluster: string;
  readonly pair: Pair;
}

/** Cohen's d, and Hedges' g: d less the bias that it has in small samples. */
export interface EffectSize {
  readonly d: Estimate;
  readonly g: Estimate;
}

/**
 * The mean difference (first side less second) in standard deviations, with an interval by the bootstrap over whole clusters. g is d times Hedges'
 * factor, exact, at the degrees of freedom that n pairs have: n - 1, for `s` 2n - 2.
 * @param random the same source gives the same interval
 * @returns n is the number of clusters; no interval for fewer than LEAST_UNITS of them; undefined for fewer than three pairs, and where the yardstick is 0
 */
export function effectSize(pairs: readonly ClusteredPair[], by: Yardstick, random: Random): EffectSize {
  const units = byCluster(pairs).map((some) => some.map(({ pair }) => pair));
  const d = bootstrap({ units, statistic: (some) => cohensD(some.flat(), by), random });
  const factor = d.status === 'undefined' ? 1 : hedgesFactor(by === 's' ? 2 * pairs.length - 2 : pairs.length - 1);
  return { d, g: scaled(d, factor) };
}

/** @returns undefined for fewer than three pairs, and where the yardstick is 0 */
export function cohensD(pairs: readonly Pair[], by: Yardstick): Point {
  if (pairs.length < FEWEST) return undefinedFor('fewer than three pairs');
  const [one, other] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const differences = pairs.map(([x, y]) => x - y);
  const yardstick = {
    z: () => spreadOf(differences),
    av: () => (spreadOf(one) + spreadOf(other)) / 2,
    s: () => Math.hypot(spreadOf(one), spreadOf(other)) / Math.SQRT2,
  }[by]();
  return yardstick === 0
    ? undefinedFor('nothing varies that it could be measured by')
    : pointAt(mean(differences) / yardstick);
}

/**
 * By what d has to be multiplied so that it is right on average: J of Hedges 1981 ("Distribution theory for Glass's estimator of effect size and
 * related estimators", J. Educational Statistics 6(2), equation 6e), by the gamma function.
 * @param freedom degrees of freedom of the standard deviation, at least 2
 * @returns above 0 and below 1
 */
export function hedgesFactor(freedom: number): number {
  return Math.exp(gammaln(freedom / 2) - gammaln((freedom - 1) / 2)) / Math.sqrt(freedom / 2);
}

function scaled(estimate: Estimate, factor: number): Estimate {
  if (estimate.status === 'undefined') return estimate;
  const value = factor * estimate.value;
  return estimate.status === 'no-interval'
    ? { ...estimate, value }
    : { ...estimate, value, low: factor * estimate.low, high: factor * estimate.high };
}
