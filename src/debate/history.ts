import type { DebateEvent, RecordedDebateEvent, Rejection, TurnEnd, TurnKey } from './events.ts';
import { isRecorded } from './events.ts';
import type { DebatePlan } from './plan.ts';
import { type SeenOfModel, seenOfModel } from './seen-of-model.ts';
import { sameTurn } from './turns.ts';
import { type DebateView, viewDebate } from './view.ts';

const ALL_THINKING: ReadonlySet<Rejection> = new Set(['thinking-never-closed', 'empty-after-thinking']);

type EventOfTurn = Extract<RecordedDebateEvent, { turn: TurnKey }>;

/** What has happened in a debate so far, for what has to be decided next. */
export class DebateHistory {
  readonly #events: RecordedDebateEvent[];

  constructor(events: readonly RecordedDebateEvent[]) {
    this.#events = [...events];
  }

  /** Remembers what is recorded, so that later turns see it. @returns the event */
  note(event: DebateEvent): DebateEvent {
    if (isRecorded(event)) this.#events.push(event);
    return event;
  }

  get empty(): boolean {
    return this.#events.length === 0;
  }

  get ended(): boolean {
    return this.hasType('debate-end');
  }

  get view(): DebateView {
    return viewDebate(this.#events);
  }

  hasType(type: RecordedDebateEvent['type']): boolean {
    return this.#events.some((event) => event.type === type);
  }

  roundBegun(round: number): boolean {
    return this.#events.some((event) => event.type === 'round-start' && event.round === round);
  }

  /** Whether anybody was asked to speak in a round. */
  spokenIn(round: number): boolean {
    return this.#events.some((event) => 'turn' in event && event.turn.round === round);
  }

  questionPut(id: string): boolean {
    return this.#events.some((event) => event.type === 'question-put' && event.id === id);
  }

  /** Whether one of these happened in a turn. */
  has(turn: TurnKey, ...types: readonly EventOfTurn['type'][]): boolean {
    return this.#events.some((event) => 'turn' in event && types.includes(event.type) && sameTurn(event.turn, turn));
  }

  /** Until when a person was asked for a turn; undefined when they were not. */
  askedUntil(turn: TurnKey): number | undefined {
    const asked = this.#events.find((event) => event.type === 'person-asked' && sameTurn(event.turn, turn));
    return asked?.type === 'person-asked' ? asked.until : undefined;
  }

  /** How the attempts at a turn ended, in order. */
  endsOf(turn: TurnKey): TurnEnd[] {
    return this.#events.filter((event): event is TurnEnd => event.type === 'turn-end' && sameTurn(event.turn, turn));
  }

  /** What was seen of a model before an attempt at a turn. */
  seenOf(plan: DebatePlan, model: string, turn: TurnKey, attempt: number): SeenOfModel {
    return seenOfModel(plan, this.#events, { turn, attempt }, model);
  }

  /** How many attempts at a turn were all thinking, before this one. */
  thoughtInVain(turn: TurnKey, attempt: number): number {
    return this.endsOf(turn).filter(
      (end) => end.attempt < attempt && end.outcome.status === 'rejected' && ALL_THINKING.has(end.outcome.reason),
    ).length;
  }
}
