import type { Random } from '../core/random.ts';
import { bootstrapT } from './bootstrap-t.ts';
import { byCluster, type Clustered } from './clustered.ts';
import { type Tested, undefinedTest, untested } from './fit.ts';
import { fitLine, lineAtZero, lineTotalOf } from './fit-line.ts';
import type { Pair } from './pair.ts';

/** A paired difference, and how many words there were on either side, in the order in which the values were subtracted. */
export interface ClusteredWithWords extends Clustered {
  readonly words: Pair;
}

/**
 * What the mean difference would be at equal length: where the least-squares line of the differences over the differences in the logarithm of words
 * (so that twice as long and half as long weigh alike) meets a difference in length of 0. Interval and p as of `clusterMean`, with the line's robust
 * error (`fitLine`). It tells what goes with length, not what length causes: better answers can be longer because they are better.
 * @param random the same source gives the same interval
 * @returns n is the number of clusters; no interval where one side is always the longer one, so that nothing was seen at equal length; undefined for
 * no observation, where somebody has no words, and where lengths do not tell a line
 */
export function lengthAdjusted(observations: readonly ClusteredWithWords[], random: Random): Tested {
  const points = observations.map(({ cluster, value, words: [one, other] }) => ({
    cluster,
    x: Math.log(one / other),
    y: value,
  }));
  const clusters = byCluster(points).map(lineTotalOf);
  const n = clusters.length;
  if (n === 0) return undefinedTest('nothing was observed', n);
  if (observations.some(({ words }) => Math.min(...words) <= 0)) return undefinedTest('one side has no words', n);
  const point = lineAtZero(clusters);
  if (point.status === 'undefined') return undefinedTest(point.reason, n);
  if (points.every(({ x }) => x > 0) || points.every(({ x }) => x < 0))
    return untested(point.value, 'one side is always the longer one, so nothing was seen at equal length', n);
  return bootstrapT({ clusters, value: point.value, fitTo: fitLine, random });
}
