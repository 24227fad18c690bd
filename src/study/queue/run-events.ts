import { z } from 'zod';
import type { EventLog } from '../../store/event-log.ts';
import { TypedStream } from '../../store/typed-stream.ts';
import { type RunOutcome, runOutcomeSchema } from '../run/run-outcome.ts';
import { type Sitting, sittingSchema } from '../run/study-events.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';

/** Who had a run that went over a queue, and what became of it: one stream a run, beside the streams of what it says and scores. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('taken'),
    worker: z.string(),
    /** On what it runs. */
    sitting: sittingSchema,
    token: z.int().min(1),
    /** So many calls of the holder before were cut off: what they asked is asked again. */
    cutOff: z.int().min(0),
  }),
  /** Of this holder's calls: how many have begun, and how many of these are over. Stored before each begins, and when it is over. */
  z.strictObject({ type: z.literal('calls'), begun: z.int().min(0), over: z.int().min(0) }),
  /** The holder was told to end, and left the run to others. */
  z.strictObject({ type: z.literal('given-back'), worker: z.string() }),
  /** A server or model could not be had. `reason` is for people. */
  z.strictObject({ type: z.literal('not-had'), worker: z.string(), reason: z.string() }),
  z.strictObject({ type: z.literal('ended'), worker: z.string(), outcome: runOutcomeSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** What the events of a run come to. */
export interface RunHistory {
  /** Undefined as long as it has not ended. */
  readonly outcome: RunOutcome | undefined;
  /** Everybody who held it, in order; the same worker may stand there more than once. */
  readonly workers: readonly string[];
  /** On what each of them ran. */
  readonly sittings: readonly Sitting[];
  /** So many times a run was taken from somebody who had neither given it back nor failed at it. */
  readonly takeovers: number;
  /** Calls that were cut off before their end, and made again. */
  readonly cutOff: number;
  /** Why it could not be had, for each time that it was tried in vain. */
  readonly notHad: readonly string[];
}

export function runHistoryOf(events: readonly RunEvent[]): RunHistory {
  const taken = events.flatMap((event) => (event.type === 'taken' ? [event] : []));
  const takenOver = events.filter(({ type }, place) => {
    const before = events.slice(0, place).findLast((event) => event.type !== 'calls');
    return type === 'taken' && before?.type === 'taken';
  });
  return {
    outcome: events.find((event) => event.type === 'ended')?.outcome,
    workers: taken.map(({ worker }) => worker),
    sittings: taken.map(({ sitting }) => sitting),
    takeovers: takenOver.length,
    cutOff: taken.reduce((sum, { cutOff }) => sum + cutOff, 0),
    notHad: events.flatMap((event) => (event.type === 'not-had' ? [event.reason] : [])),
  };
}

/** How many calls of the latest holder have begun and are not over. */
export function openCallsIn(events: readonly RunEvent[]): number {
  const last = events.findLast((event) => event.type === 'calls' || event.type === 'taken');
  return last?.type === 'calls' ? last.begun - last.over : 0;
}

/** @throws CorruptRecordError, StoreFailedError */
export function openRunStream(events: EventLog, run: StudyRun): Promise<TypedStream<RunEvent>> {
  return TypedStream.open(events, `run/${runKey(run)}`, runEventSchema);
}

/** What happened to a run on its way over a queue. @throws CorruptRecordError, StoreFailedError */
export async function readRunHistory(events: EventLog, run: StudyRun): Promise<RunHistory> {
  return runHistoryOf((await openRunStream(events, run)).events);
}
