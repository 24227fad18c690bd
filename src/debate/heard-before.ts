import type { TurnKey } from './events.ts';
import type { DebatePlan } from './plan.ts';
import { speakersOf } from './turns.ts';
import type { SpokenTurn } from './view.ts';

/** What a speaker has heard when its turn comes: earlier rounds, and in an open round whoever spoke before it. */
export function heardBefore(plan: DebatePlan, turn: TurnKey, turns: readonly SpokenTurn[]): readonly SpokenTurn[] {
  const blind = plan.rounds.find(({ number }) => number === turn.round)?.sees === 'blind';
  const seats = speakersOf(plan, turn.round).map(({ seat }) => seat);
  const earlier = new Set(blind ? [] : seats.slice(0, seats.indexOf(turn.seat)));
  return turns.filter(
    ({ round, speaker }) => round < turn.round || (round === turn.round && earlier.has(speaker.seat)),
  );
}
