import type { EventLog } from '../../store/event-log.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import type { StudyRun } from './study-run.ts';

/** Those of a study's runs that have not come to their end, in their order. @throws StoreFailedError, CorruptRecordError */
export async function runsLeft(runs: readonly StudyRun[], events: EventLog): Promise<StudyRun[]> {
  const records = new Map<string, TrialRecord>();
  const left: StudyRun[] = [];
  for (const run of runs) {
    const record = records.get(run.trial) ?? (await TrialRecord.open(events, run.trial));
    records.set(run.trial, record);
    if (!hasEnded(run, record)) left.push(run);
  }
  return left;
}

/** Whether nothing is left to do of a run. */
export function hasEnded(run: StudyRun, record: TrialRecord): boolean {
  // One that people vote on since has come to an end before.
  if (run.type === 'judging') return record.events.some(({ type }) => type === 'trial-end');
  return record.debateEvents(run.arm).some(({ type }) => type === 'debate-end');
}
