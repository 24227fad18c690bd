import { holm } from '../../statistics/holm.ts';
import { contrastsIn } from './arms-of.ts';
import { concludeFrom } from './conclusion.ts';
import { scoreDifference, whatWords } from './difference.ts';
import type { ScoreDifference, ScoreTable } from './findings/difference.ts';
import { type DebatePair, pairsOfArms, scoredPairs } from './paired-debates.ts';
import { isCriterion, type Reading, scoredObjects, scoreNames } from './reading.ts';

/**
 * Every score of debates and answers, arms against each other. What the plan leaves out of the headline is left out here too, so that the overall
 * row is the headline where that is what the plan asks first.
 * @param kept which pairs enter
 */
export function scoreTables(reading: Reading, kept: (pair: DebatePair) => boolean): ScoreTable[] {
  const { data, head } = reading;
  return contrastsIn(head.plan).flatMap((arms) => {
    const pairs = pairsOfArms(data.debates, arms).filter(kept);
    return scoredObjects(head).map((of): ScoreTable => {
      const scores = scoreNames(head).map((score) =>
        scoreDifference(scoredPairs(reading, pairs, of, score), { arms, of, score, seed: head.plan.seed }),
      );
      return { arms, of, scores: withHolm(scores) };
    });
  });
}

/** The criteria with Holm's correction over all of them: one without a p counts as one that showed nothing. */
export function withHolm(scores: readonly ScoreDifference[]): ScoreDifference[] {
  const criteria = scores.filter(({ score }) => isCriterion(score));
  const adjusted = holm(criteria.map(({ p }) => (p.status === 'value' ? p.value : 1)));
  return scores.map((difference) => {
    const place = criteria.indexOf(difference);
    if (place < 0) return difference;
    const { p } = difference;
    const corrected = p.status === 'value' ? { ...p, value: adjusted[place] ?? 1 } : p;
    const conclusion = concludeFrom({ ...difference, what: whatWords(difference), corrected });
    return { ...difference, pHolm: corrected, conclusion };
  });
}
