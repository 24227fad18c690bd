import { deriveSeed, seededRandom } from '../../core/random.ts';
import { ARMS } from '../../debate/plan.ts';
import { debateIn, type TrialPlan } from '../../trial/plan.ts';
import type { StudyRun } from './study-run.ts';

/**
 * The order in which a study's runs are begun. Debates first, in blocks of one of each arm: which trials meet in a block and which arm of it comes
 * first are drawn by the seed, so that no arm gets the warm server or the quiet hours (randomised complete blocks; Fisher 1935, "The design of
 * experiments"). Judging follows, its trials in a drawn order: a judge's model is then loaded once.
 */
export function orderRuns(trials: readonly TrialPlan[], seed: number): StudyRun[] {
  const random = seededRandom(deriveSeed(seed, 'order of runs'));
  const arms = ARMS.map((arm) =>
    random.shuffle(
      trials.flatMap((plan): StudyRun[] =>
        debateIn(plan, arm) === undefined ? [] : [{ type: 'debate', trial: plan.trial, arm }],
      ),
    ),
  );
  const blocks = Array.from({ length: Math.max(...arms.map(({ length }) => length)) }, (_, place) =>
    random.shuffle(arms.flatMap((own) => own[place] ?? [])),
  );
  const judging = trials.map(({ trial }): StudyRun => ({ type: 'judging', trial }));
  return [...blocks.flat(), ...random.shuffle(judging)];
}
