import { isOwnId } from '../content/own-id.ts';
import { viewDebate } from '../debate/view.ts';
import { debatesOf, type TrialPlan } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import type { TrialReason } from './left-out.ts';

/**
 * Which words that people typed were read by the models of a trial, whose texts may quote them; undefined where there were none: then it was
 * about a scenario of the program, among its own personas, and nobody of the audience had a word in it.
 */
export function typedWordsIn(
  plan: TrialPlan,
  view: Pick<TrialView, 'debates'>,
): Extract<TrialReason, 'typed-question' | 'own-content' | 'audience'> | undefined {
  const { scenario, ensemble, members, chair } = plan.ensemble;
  if (scenario.topic === 'own question') return 'typed-question';
  const ids = [scenario.id, ensemble, ...[...members, chair].flatMap(({ persona }) => persona?.id ?? [])];
  if (scenario.topic === 'community' || ids.some(isOwnId)) return 'own-content';
  const heard = debatesOf(plan).some(({ arm }) => {
    const { questions, people } = viewDebate(view.debates[arm]);
    return questions.length + people.length > 0;
  });
  return heard ? 'audience' : undefined;
}
