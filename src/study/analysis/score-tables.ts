import { setImmediate as othersTurn } from 'node:timers/promises';
import { holm } from '../../statistics/holm.ts';
import { contrastsIn } from './arms-in.ts';
import { concludeFrom } from './conclusion.ts';
import { scoreDifference, whatWords } from './difference.ts';
import type { ScoreDifference, ScoreTable } from './findings/difference.ts';
import { keptBy } from './headline.ts';
import { pairsOfArms, scoredPairs } from './paired-debates.ts';
import { isCriterion, type Reading, scoredObjects, scoreNames } from './reading.ts';

/**
 * Every score of debates and answers, arms against each other. What the plan leaves out of the headline is left out here too, so that the overall
 * row is the headline where that is what the plan asks first.
 * @throws AbortError
 */
export async function scoreTables(reading: Reading, signal: AbortSignal): Promise<ScoreTable[]> {
  const { data, head } = reading;
  const tables: ScoreTable[] = [];
  for (const arms of contrastsIn(head.plan)) {
    const pairs = pairsOfArms(data.debates, arms).filter(keptBy(reading));
    for (const of of scoredObjects(head)) {
      const scores: ScoreDifference[] = [];
      for (const score of scoreNames(head)) {
        await othersTurn(undefined, { signal });
        const compared = { arms, of, score, seed: head.plan.seed };
        scores.push(scoreDifference(scoredPairs(reading, pairs, of, score), compared));
      }
      tables.push({ arms, of, scores: withHolm(scores) });
    }
  }
  return tables;
}

/** The criteria with Holm's correction over all of them: one without a p counts as one that showed nothing. */
function withHolm(scores: readonly ScoreDifference[]): ScoreDifference[] {
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
