import type { DebatePlan } from './plan.ts';
import { memberAnswerTask } from './turn-prompt.ts';
import { isFollowedByStance, type TurnKind } from './turn-to-take.ts';
import { speakersOf } from './turns.ts';

/** One call that a debate makes of a model. */
export type PlannedCall =
  | { readonly asks: TurnKind; readonly model: string /** About so many are asked for. */; readonly words: number }
  /** Where the speaker stands, after its turn. */
  | { readonly asks: 'stance'; readonly model: string };

/** The calls of a debate in which every first attempt is valid, in the order made. */
export function callsOf(plan: DebatePlan): readonly PlannedCall[] {
  const { rounds, chair, format } = plan;
  const ofMembers = rounds.flatMap(({ number, writes, words }) =>
    speakersOf(plan, number).flatMap(({ model }): PlannedCall[] => [
      { asks: writes, model, words },
      ...(isFollowedByStance(writes) ? [{ asks: 'stance' as const, model }] : []),
    ]),
  );
  const { by, words } = format.answer;
  return [...ofMembers, { asks: by === 'choosing' ? 'choice' : 'answer', model: chair.model, words }];
}

/** The calls of the members' own answers in which every first attempt is valid: beside the debate's, and matched by no other arm. */
export function memberAnswerCallsOf(plan: DebatePlan): readonly PlannedCall[] {
  return plan.members.map((member) => {
    const { words } = memberAnswerTask(plan, member);
    return { asks: 'answer', model: member.model, words };
  });
}
