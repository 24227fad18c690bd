import { summarizePairs } from '../../judge/pair-summary.ts';
import type { TrialView } from '../../trial/view-trial.ts';

/**
 * How probable the whole panel has it that the ensemble's answer is better than the single model's, 0 to 1; null where it did not compare them.
 */
export function ensembleBetterBy({ plan, pairs }: TrialView): number | null {
  const own = pairs.filter(({ arms }) => arms.a === 'ensemble' && arms.b === 'baseline');
  const { together } = summarizePairs(
    own.map(({ judgement }) => judgement),
    plan?.judges.map(({ judge }) => judge) ?? [],
  );
  return together.status === 'compared' ? together.a : null;
}
