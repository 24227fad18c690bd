import type { Random } from '../core/random.ts';
import { bootstrapT } from './bootstrap-t.ts';
import { type Clustered, LEAST_CLUSTERS, TOO_FEW_CLUSTERS } from './clustered.ts';
import { type Tested, testedByStudent, undefinedTest, untested } from './fit.ts';
import { fitMean, meanOfTotals, totalsOf } from './fit-mean.ts';

const NOTHING = 'nothing was observed';

/**
 * The mean over all observations, with the interval and the p of the study: the bootstrap-t over whole clusters, each resample studentised by its
 * cluster-robust error (`fitMean`). docs/statistics.md has how often it held the truth, and how often others did.
 * @param random the same source gives the same interval
 * @returns n is the number of clusters; no interval for fewer than LEAST_CLUSTERS and where they do not vary; undefined for no observation
 */
export function clusterMean(observations: readonly Clustered[], random: Random): Tested {
  const clusters = totalsOf(observations);
  if (clusters.length === 0) return undefinedTest(NOTHING, 0);
  return bootstrapT({ clusters, value: meanOfTotals(clusters), fitTo: fitMean, random });
}

/** As `clusterMean`, with Student's t for the robust error: nothing is drawn, and where values are skewed it holds the truth less often. */
export function clusterMeanByStudent(observations: readonly Clustered[]): Tested {
  const clusters = totalsOf(observations);
  const n = clusters.length;
  if (n === 0) return undefinedTest(NOTHING, n);
  if (n < LEAST_CLUSTERS) return untested(meanOfTotals(clusters), TOO_FEW_CLUSTERS, n);
  const fit = fitMean(clusters);
  return 'reason' in fit ? untested(meanOfTotals(clusters), fit.reason, n) : testedByStudent(fit, n);
}
