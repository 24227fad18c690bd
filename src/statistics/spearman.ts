import { sampleRankCorrelation } from 'simple-statistics';
import { type Point, pointAt } from './estimate.ts';
import { type Pair, whyUnranked } from './pair.ts';

/**
 * Spearman's rank correlation rho: Pearson's correlation of the ranks, ties at the mean of the ranks that they span (Spearman 1904; Kendall
 * and Gibbons, "Rank correlation methods", chapter 3). By simple-statistics.
 * @returns -1 to 1; undefined for fewer than three pairs and where one side is constant
 */
export function spearman(pairs: readonly Pair[]): Point {
  const rho = (): number =>
    sampleRankCorrelation(
      pairs.map(([x]) => x),
      pairs.map(([, y]) => y),
    );
  // Rounding can carry a perfect order past 1.
  return whyUnranked(pairs) ?? pointAt(Math.max(-1, Math.min(1, rho())));
}
