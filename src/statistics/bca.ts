import { normalCdf, normalQuantile } from './normal.ts';
import { SAME } from './spread.ts';

/**
 * The interval that is bias-corrected and accelerated (BCa; Efron 1987, "Better bootstrap confidence intervals"; Efron and Tibshirani 1993,
 * "An introduction to the bootstrap", section 14.3): percentiles of the replicates, moved by how far their middle lies from the value and by how
 * much the spread changes with it.
 * @param replicates the statistic of each resample, at least one
 * @param leftOut the statistic without each of the units
 * @param reach how far the limits lie from the middle, in standard deviations: Z_95 for Efron's own 95%
 * @returns the limits, or in words why there are none
 */
export function bcaInterval(options: {
  value: number;
  replicates: readonly number[];
  leftOut: readonly number[];
  reach: number;
}): { readonly low: number; readonly high: number } | { readonly reason: string } {
  const { value, replicates, leftOut, reach } = options;
  const sorted = [...replicates].sort((a, b) => a - b);
  const below = replicates.filter((replicate) => replicate < value - SAME).length;
  const above = replicates.filter((replicate) => replicate > value + SAME).length;
  if (below + above === 0) return { reason: 'every resample gives the same value' };
  if (below === replicates.length || above === replicates.length)
    return { reason: 'every resample lies on the same side of the value' };
  // Those equal to it count half on either side.
  const bias = normalQuantile((1 + (below - above) / replicates.length) / 2);
  const acceleration = accelerationOf(leftOut);
  // Past this the correction turns round and would name the wrong end.
  if (Math.abs(acceleration) * (Math.abs(bias) + reach) >= 1) return { reason: 'it hangs on too few of its units' };
  const limit = (z: number): number => {
    const moved = bias + z;
    return percentile(sorted, normalCdf(bias + moved / (1 - acceleration * moved)));
  };
  return { low: limit(-reach), high: limit(reach) };
}

/** From the jackknife: a sixth of the skewness of the value's dependence on single units. 0 where it depends on none. */
function accelerationOf(leftOut: readonly number[]): number {
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / leftOut.length;
  const power = (exponent: number): number => leftOut.reduce((sum, value) => sum + (mean - value) ** exponent, 0);
  const squares = power(2);
  return squares < SAME * SAME ? 0 : power(3) / (6 * squares ** 1.5);
}

/** Between the two nearest values in proportion, as numpy's percentile does. @param sorted at least one @param share 0 to 1 */
function percentile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
}
