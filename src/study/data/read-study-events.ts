import type { EventLog } from '../../store/event-log.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import type { StudyBegun } from '../run/study-events.ts';
import { rowsOfTrial } from './rows-of-trial.ts';
import type { StudyData } from './study-data.ts';

/** All that is stored of a study so far. @throws StoreFailedError, CorruptRecordError */
export async function readStudyEvents({ head, trials }: StudyBegun, events: EventLog): Promise<StudyData> {
  const tables: { -readonly [Table in 'debates' | 'scores' | 'pairs']: StudyData[Table][number][] } = {
    debates: [],
    scores: [],
    pairs: [],
  };
  for (const { trial, repetition } of trials) {
    const record = await TrialRecord.open(events, trial);
    const { plan } = record.view;
    if (plan === null) continue;
    const rows = rowsOfTrial(record, plan, repetition, head);
    tables.debates.push(...rows.debates);
    tables.scores.push(...rows.scores);
    tables.pairs.push(...rows.pairs);
  }
  return { head, ...tables };
}
