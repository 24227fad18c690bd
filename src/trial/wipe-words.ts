import type { Author } from '../community/author.ts';
import type { Letter } from '../community/ballot.ts';
import type { ReactionTarget, Wipe } from '../community/reaction.ts';
import { isAnswerTurn } from '../debate/turns.ts';
import type { MarkMeaning } from './mark-meanings.ts';
import type { TrialPlan } from './plan.ts';
import { letterIn, type TrialResult } from './result.ts';

/** So many removals are told one by one. */
const MOST = 3;

/** What of reactions a moderator removed, in words that go on after `removed`. @param letterOf an answer's on the ballot */
export function describeWipe(
  { target, meaning }: Wipe,
  plan: TrialPlan,
  meanings: readonly MarkMeaning[],
  letterOf: (author: Author) => Letter | undefined,
): string {
  const sign = meanings.find(({ id }) => id === meaning)?.emoji ?? meaning;
  return `${meaning === null ? 'all reactions' : `all ${sign}`} from ${describeTarget(target, plan, letterOf)}`;
}

/** What a moderator removed, for the results. */
export function describeWipes(result: TrialResult, meanings: readonly MarkMeaning[]): string[] {
  const { plan } = result;
  const { wipes } = result.marks;
  if (wipes.length === 0) return [];
  const told = wipes
    .slice(0, MOST)
    .map((wipe) => describeWipe(wipe, plan, meanings, (author) => letterIn(result, author)));
  const more = wipes.length > MOST ? `; and ${wipes.length - MOST} times more` : '';
  return [`A moderator removed ${told.join('; ')}${more}. What was seen last counts there.`];
}

/** A person at the table has no name here: it may be one that was taken off view. */
function describeTarget(
  target: ReactionTarget,
  { ensemble }: TrialPlan,
  letterOf: (author: Author) => Letter | undefined,
): string {
  if (target.kind === 'answer') return `answer ${letterOf(target) ?? 'on the ballot'}`;
  const { round, seat } = target.turn;
  if (isAnswerTurn(ensemble, target.turn)) return `the answer of ${ensemble.chair.name}`;
  const name = ensemble.members.find((member) => member.seat === seat)?.name;
  return `${name === undefined ? 'a person’s turn' : `${name}’s turn`} in round ${round}`;
}
