import { type Clustered, LEAST_CLUSTERS, TOO_FEW_CLUSTERS } from './clustered.ts';
import { type Point, pointAt, undefinedFor } from './estimate.ts';
import { fitMean, totalsOf } from './fit-mean.ts';
import { noncentralCdf } from './noncentral-t.ts';
import { studentQuantile } from './student.ts';

const POWER = 0.8;

/**
 * The smallest true mean that a study with as many clusters, of these sizes, and with as much spread would show in 80% of its runs (p at most 0.05,
 * two-sided): `detectableAt` of the robust error's freedom, times that error (Bloom 1995, "Minimum detectable effects", Evaluation Review 19(5)). What
 * was found enters by its spread alone, so this is no statement on what was found.
 * @returns above 0, in the values' unit; undefined where `clusterMean` has no interval for want of clusters or spread
 */
export function smallestShown(observations: readonly Clustered[]): Point {
  const totals = totalsOf(observations);
  if (totals.length < LEAST_CLUSTERS) return undefinedFor(TOO_FEW_CLUSTERS);
  const fit = fitMean(totals);
  return 'reason' in fit ? fit : pointAt(detectableAt(fit.freedom) * fit.error);
}

/**
 * By how many standard errors the truth has to be off 0 for Student's test to find it in 80% of samples: exact, by the noncentral t.
 * @param freedom degrees of freedom, at least 2
 */
export function detectableAt(freedom: number): number {
  const limit = studentQuantile(0.975, freedom);
  const shown = (off: number): number => 1 - noncentralCdf(limit, freedom, off) + noncentralCdf(-limit, freedom, off);
  let [low, high] = [0, 2 * limit];
  // Each step halves at most nine: fifty leave less than a double can tell.
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (shown(middle) < POWER) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
