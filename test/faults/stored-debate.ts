import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { deriveSeed } from '../../src/core/random.ts';
import { debateEventSchema, isRecorded, type RecordedDebateEvent } from '../../src/debate/events.ts';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';

/** What a database holds of a debate. */
export async function storedDebate(database: string, plan: DebatePlan): Promise<readonly RecordedDebateEvent[]> {
  const events = await openEventLog({ address: database, log: createLog('silent'), clock: systemClock });
  try {
    return (await TypedStream.open(events, `debate/${plan.debate}`, debateEventSchema)).events.filter(isRecorded);
  } finally {
    await events.close();
  }
}

/**
 * A log without times and durations, and without the starts of calls that were broken off: a call that was under way when the process ended
 * is begun again, and its start stands once more.
 */
export function timeless(events: readonly RecordedDebateEvent[]): unknown[] {
  return events.flatMap((event, place): unknown[] => {
    const isStart = (other: RecordedDebateEvent): boolean => JSON.stringify(other) === JSON.stringify(event);
    if (event.type === 'turn-start' && events.findIndex(isStart) < place) return [];
    return [JSON.parse(JSON.stringify(event, (key, value) => (/milliseconds$/i.test(key) ? undefined : value)))];
  });
}

/** The attempts at turns that have ended, by name; each may be there once. */
export function finished(events: readonly RecordedDebateEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'turn-end' ? [`${event.turn.round} ${event.turn.seat} ${event.attempt}`] : [],
  );
}

/** The seeds of all calls that a stored log makes needless. */
export function settledSeeds(events: readonly RecordedDebateEvent[], plan: DebatePlan): ReadonlySet<number> {
  return new Set(
    events.flatMap((event) => {
      switch (event.type) {
        case 'turn-end':
          return [deriveSeed(plan.seed, plan.arm, event.turn.round, event.turn.seat, event.attempt)];
        case 'stance-stated':
        case 'stance-unstated':
          return [1, 2].map((attempt) =>
            deriveSeed(plan.seed, plan.arm, event.turn.round, event.turn.seat, 'stance', attempt),
          );
        default:
          return [];
      }
    }),
  );
}
