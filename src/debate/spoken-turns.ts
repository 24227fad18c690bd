import type { RecordedDebateEvent, TurnKey } from './events.ts';

/** The turns that have words, the chair's and people's too, in the order in which they ended. */
export function spokenTurns(events: readonly RecordedDebateEvent[]): readonly TurnKey[] {
  return events.flatMap((event) =>
    event.type === 'person-spoke' || (event.type === 'turn-end' && event.outcome.status === 'valid')
      ? [event.turn]
      : [],
  );
}
