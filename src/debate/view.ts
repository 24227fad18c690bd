import type { Answer, RecordedDebateEvent, Rejection, StanceStated, TurnKey } from './events.ts';
import type { DebatePlan, Member, Person } from './plan.ts';
import { isAnswerTurn, speakerOf, speakersOf } from './turns.ts';

/** A valid turn of a member, or what a person at the table said. */
export interface SpokenTurn {
  readonly round: number;
  readonly speaker: Member | Person;
  readonly text: string;
}

/** A question of the audience, read by all from its round on. */
export interface PutQuestion {
  readonly round: number;
  readonly text: string;
}

/** What a debate's events come to. */
export interface DebateView {
  readonly plan: DebatePlan | undefined;
  /** In the order of speaking (in a blind round: of the seats); the chair's turn is in `answer`. */
  readonly turns: readonly SpokenTurn[];
  readonly silent: readonly { readonly turn: TurnKey; readonly reason: Rejection }[];
  readonly questions: readonly PutQuestion[];
  readonly people: readonly Person[];
  /** In the order of the turns after which they were stated. */
  readonly stances: readonly StanceStated[];
  /** Turns after which no stance could be had. */
  readonly stancesMissing: number;
  readonly answer: Answer | undefined;
  readonly end: Extract<RecordedDebateEvent, { type: 'debate-end' }> | undefined;
}

/** Folds events into a view. */
export function viewDebate(events: readonly RecordedDebateEvent[]): DebateView {
  const ofType = <Type extends RecordedDebateEvent['type']>(
    type: Type,
  ): Extract<RecordedDebateEvent, { type: Type }>[] =>
    events.filter((event): event is Extract<RecordedDebateEvent, { type: Type }> => event.type === type);
  const plan = ofType('debate-start')[0]?.plan;
  const people = ofType('person-joined').map(
    ({ seat, name, round }): Person => ({ seat, name, model: null, stance: 'none', since: round }),
  );
  const turns: (SpokenTurn & { readonly key: TurnKey })[] = [];
  for (const event of events) {
    if (event.type === 'turn-end' && event.outcome.status === 'valid' && plan !== undefined) {
      if (isAnswerTurn(plan, event.turn)) continue;
      turns.push({
        round: event.turn.round,
        speaker: speakerOf(plan, event.turn),
        text: event.text,
        key: event.turn,
      });
    } else if (event.type === 'person-spoke') {
      const speaker = people.find(({ seat }) => seat === event.turn.seat);
      if (speaker !== undefined) turns.push({ round: event.turn.round, speaker, text: event.text, key: event.turn });
    }
  }
  const inOrder = bySpeaking(plan, people);
  return {
    plan,
    turns: turns
      .sort((left, right) => inOrder(left.key, right.key))
      .map(({ round, speaker, text }) => ({ round, speaker, text })),
    silent: ofType('member-silent').map(({ turn, reason }) => ({ turn, reason })),
    questions: ofType('question-put').map(({ round, text }) => ({ round, text })),
    people,
    stances: ofType('stance-stated').sort((left, right) => inOrder(left.turn, right.turn)),
    stancesMissing: ofType('stance-unstated').length,
    answer: ofType('answer-ready')[0]?.answer,
    end: ofType('debate-end')[0],
  };
}

/** Compares turns by who speaks first: members of a blind round can end in any order. */
function bySpeaking(plan: DebatePlan | undefined, people: readonly Person[]): (a: TurnKey, b: TurnKey) => number {
  const place = ({ round, seat }: TurnKey): number => {
    const speakers = plan === undefined ? [] : speakersOf(plan, round);
    return [...speakers, ...people].findIndex((speaker) => speaker.seat === seat);
  };
  return (left, right) => left.round - right.round || place(left) - place(right);
}
