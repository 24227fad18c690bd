import type { Answer, RecordedDebateEvent, Rejection, TurnKey } from './events.ts';
import type { DebatePlan, Member } from './plan.ts';
import { isAnswerTurn, speakerOf } from './turns.ts';

/** A valid turn of a member. */
export interface SpokenTurn {
  readonly round: number;
  readonly speaker: Member;
  readonly text: string;
}

/** What a debate's events come to. */
export interface DebateView {
  readonly plan: DebatePlan | undefined;
  /** Valid turns of members in the order spoken; the chair's is in `answer`. */
  readonly turns: readonly SpokenTurn[];
  readonly silent: readonly { readonly turn: TurnKey; readonly reason: Rejection }[];
  readonly answer: Answer | undefined;
  readonly end: Extract<RecordedDebateEvent, { type: 'debate-end' }> | undefined;
}

/** Folds events into a view. */
export function viewDebate(events: readonly RecordedDebateEvent[]): DebateView {
  let plan: DebatePlan | undefined;
  let answer: Answer | undefined;
  let end: DebateView['end'];
  const turns: SpokenTurn[] = [];
  const silent: { turn: TurnKey; reason: Rejection }[] = [];
  for (const event of events) {
    if (event.type === 'debate-start') plan = event.plan;
    else if (event.type === 'answer-ready') answer = event.answer;
    else if (event.type === 'debate-end') end = event;
    else if (event.type === 'member-silent') silent.push({ turn: event.turn, reason: event.reason });
    else if (event.type === 'turn-end' && event.outcome.status === 'valid') {
      if (plan === undefined || isAnswerTurn(plan, event.turn)) continue;
      turns.push({ round: event.turn.round, speaker: speakerOf(plan, event.turn), text: event.text });
    }
  }
  return { plan, turns, silent, answer, end };
}
