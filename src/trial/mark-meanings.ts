import type { ReactionTarget } from '../community/reaction.ts';
import type { ReactionMeanings } from '../content/schema.ts';
import type { TrialPlan } from './plan.ts';

/** A reaction that is counted, and what it says. */
export interface MarkMeaning {
  readonly emoji: string;
  /** Of a reaction (prompts/reactions.yaml) or of a criterion: under it the mark is stored. */
  readonly id: string;
  /** For people. */
  readonly meaning: string;
}

/**
 * The reactions that count under a trial's turns or answers. Under answers these are the criteria of its rubric too: with one somebody says
 * what is good about it. Rubrics of earlier versions have no signs for theirs.
 */
export function meaningsOn(
  kind: ReactionTarget['kind'],
  plan: Pick<TrialPlan, 'rubric'>,
  { reactions }: ReactionMeanings,
): readonly MarkMeaning[] {
  return kind === 'turn' ? reactions : [...criteriaMeanings(plan), ...reactions];
}

/** Those of them that the bot puts under a turn or an answer, in this order. */
export function offeredOn(
  kind: ReactionTarget['kind'],
  plan: Pick<TrialPlan, 'rubric'>,
  { reactions }: ReactionMeanings,
): readonly MarkMeaning[] {
  if (kind === 'turn') return reactions;
  return [...criteriaMeanings(plan), ...reactions.filter(({ offeredOn: where }) => where === 'turns and answers')];
}

function criteriaMeanings({ rubric }: Pick<TrialPlan, 'rubric'>): readonly MarkMeaning[] {
  return rubric.criteria.flatMap(({ id, name, emoji }) => (emoji === undefined ? [] : [{ id, emoji, meaning: name }]));
}
