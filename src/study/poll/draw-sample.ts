import type { TrialId } from '../../core/ids.ts';
import { deriveSeed, seededRandom } from '../../core/random.ts';
import type { StudyPlan } from '../plan/study-plan.ts';

/**
 * The trials on which people vote, drawn by the plan's seed before anything of them is known: so what people say of them holds for the study,
 * whatever the order in which they are asked.
 * @param trials all of the study's, in the order of the plan
 * @returns none where the plan asks nobody
 */
export function drawSample({ community, seed }: StudyPlan, trials: readonly TrialId[]): readonly TrialId[] {
  if (community === undefined) return [];
  return seededRandom(deriveSeed(seed, 'sample for the vote')).shuffle(trials).slice(0, community.pairs);
}
