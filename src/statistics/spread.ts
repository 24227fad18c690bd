import { sampleStandardDeviation } from 'simple-statistics';

/** Sums in another order differ by so much; anything that people could call a difference is larger. */
export const SAME = 1e-12;

/** The sample's standard deviation (over n - 1): 0 where values differ by no more than rounding, and for fewer than two. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const spread = sampleStandardDeviation([...values]);
  return spread <= SAME * Math.max(...values.map(Math.abs)) ? 0 : spread;
}
