import type { TurnKey } from './events.ts';
import type { DebatePlan, Member, PlannedRound } from './plan.ts';

/** The chair's turn: alone in the round after the last. */
export function answerTurn({ rounds, chair }: DebatePlan): TurnKey {
  return { round: rounds.length + 1, seat: chair.seat };
}

/** A member's turn in which it writes an answer of its own, when the debate has its answer: in none of the debate's rounds. */
export function memberAnswerTurn(plan: DebatePlan, { seat }: Pick<Member, 'seat'>): TurnKey {
  return { round: answerTurn(plan).round + 1, seat };
}

/** Whether an answer is written in a turn after the last round: the chair's or, beside the debate, a member's own. */
export function isAnswerTurn({ rounds }: DebatePlan, { round }: Pick<TurnKey, 'round'>): boolean {
  return round > rounds.length;
}

/** Who speaks in a round, in this order; the chair in the one after the last; nobody where there is no such round. */
export function speakersOf(plan: DebatePlan, round: number): readonly Member[] {
  if (round === answerTurn(plan).round) return [plan.chair];
  const planned = plan.rounds.find(({ number }) => number === round);
  return planned === undefined ? [] : plan.members.filter((member) => speaksIn(planned, member));
}

/** Who speaks under a key: a member, or the chair in the round after the last. */
export function speakerOf(plan: DebatePlan, turn: TurnKey): Member {
  if (sameTurn(turn, answerTurn(plan))) return plan.chair;
  return plan.members.find(({ seat }) => seat === turn.seat) ?? plan.chair;
}

/** Whom a member addresses in a round; undefined for nobody. */
export function addressedBy({ members }: DebatePlan, { addresses }: PlannedRound, speaker: Member): Member | undefined {
  if (addresses === 'nobody') return undefined;
  const place = members.findIndex(({ seat }) => seat === speaker.seat) + (addresses === 'next' ? 1 : -1);
  return members.at(place % members.length);
}

/** Whether people at the table speak in a round too: in one that is open to all, and whose turns are not answers to choose from. */
export function isOpenToPeople({ speakers, writes }: PlannedRound): boolean {
  return (speakers === 'all' || speakers === 'others') && writes === 'speech';
}

/** How many turns a debate has, the chair's included. */
export function turnCount(plan: DebatePlan): number {
  return plan.rounds.reduce((sum, { number }) => sum + speakersOf(plan, number).length, 1);
}

function speaksIn({ speakers }: PlannedRound, { stance }: Member): boolean {
  if (speakers === 'all') return true;
  return speakers === 'others' ? stance !== 'advocate' : stance === speakers;
}

/** Whether two keys mean the same turn. */
export function sameTurn(left: TurnKey, right: TurnKey): boolean {
  return left.round === right.round && left.seat === right.seat;
}
