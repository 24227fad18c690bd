import { isOwnId } from '../content/own-id.ts';
import { isOwnQuestion } from '../content/own-question.ts';
import { viewDebate } from '../debate/view.ts';
import { debatesOf, type TrialPlan } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import type { TrialReason } from './left-out.ts';

/** Words that people typed and that the models of a trial read, so that their texts may quote them. */
export interface TypedWords {
  readonly kind: Extract<TrialReason, 'typed-question' | 'own-content' | 'audience'>;
  /** Everybody whose they are said that they may be published. */
  readonly consented: boolean;
}

/**
 * None for a trial about a scenario of the program, among its own personas, in which nobody of the audience had a word. For what a server has made
 * nobody is asked for consent.
 */
export function typedWordsIn(
  plan: TrialPlan,
  { debates, publishable }: Pick<TrialView, 'debates' | 'publishable'>,
): readonly TypedWords[] {
  const { scenario, ensemble, members, chair } = plan.ensemble;
  const ids = [scenario.id, ensemble, ...[...members, chair].flatMap(({ persona }) => persona?.id ?? [])];
  const heard = debatesOf(plan).flatMap(({ arm }) =>
    debates[arm].flatMap((event) => (event.type === 'question-put' ? [event.id] : [])).concat(peopleIn(debates[arm])),
  );
  return [
    ...(isOwnQuestion(scenario) ? [{ kind: 'typed-question', consented: plan.publish === true } as const] : []),
    ...(scenario.topic === 'community' || ids.some(isOwnId)
      ? [{ kind: 'own-content', consented: false } as const]
      : []),
    ...(heard.length > 0 ? [{ kind: 'audience', consented: heard.every((id) => publishable.has(id)) } as const] : []),
  ];
}

function peopleIn(events: TrialView['debates']['ensemble']): string[] {
  return viewDebate(events).people.map(({ seat }) => seat);
}
