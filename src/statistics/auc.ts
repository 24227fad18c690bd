import { wilcoxonRankSum } from 'simple-statistics';
import { type Point, pointAt, undefinedFor } from './estimate.ts';

/**
 * The area under the ROC curve: how likely one of the `better` scores above one of the `worse`, a tie counted half. Mann and Whitney's U over
 * the number of pairs (Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve"). Ranks by simple-statistics.
 * @returns 0 to 1, 0.5 where the scores tell nothing; undefined where one group is empty
 */
export function auc(better: readonly number[], worse: readonly number[]): Point {
  if (better.length === 0 || worse.length === 0) return undefinedFor('there is nothing to compare with');
  const rankSum = wilcoxonRankSum([...better], [...worse]);
  return pointAt((rankSum - (better.length * (better.length + 1)) / 2) / (better.length * worse.length));
}
