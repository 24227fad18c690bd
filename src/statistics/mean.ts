import { LEAST_UNITS } from './bootstrap.ts';
import type { Estimate } from './estimate.ts';
import { reachOf } from './reach.ts';

/**
 * The mean of independent values with Student's 95% interval: the mean plus and minus the 97.5th percentile of t with n - 1 degrees of freedom
 * times the standard error (the root over n is in `reachOf`, so the deviation here is that over n). Cut off at the ends of the scale.
 * @param scale the lowest and highest that a value can be
 * @returns undefined for no value; no interval for fewer than LEAST_UNITS, and where all are the same
 */
export function meanOf(
  values: readonly number[],
  scale: { readonly lowest: number; readonly highest: number },
): Estimate {
  const n = values.length;
  if (n === 0) return { status: 'undefined', reason: 'no value', n };
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  if (n < LEAST_UNITS) return { status: 'no-interval', value, reason: `fewer than ${LEAST_UNITS} values`, n };
  if (values.every((one) => one === values[0]))
    return { status: 'no-interval', value, reason: 'all values are the same', n };
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - value) ** 2, 0) / n);
  const half = (reachOf(n) * deviation) / Math.sqrt(n);
  return {
    status: 'estimated',
    value,
    low: Math.max(scale.lowest, value - half),
    high: Math.min(scale.highest, value + half),
    n,
  };
}
