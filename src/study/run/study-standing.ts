import type { EventLog } from '../../store/event-log.ts';
import { debatesOf } from '../../trial/plan.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import { hasEnded } from './runs-left.ts';
import type { StudyBegun } from './study-events.ts';
import type { StudyAt } from './study-pace.ts';

/** How far what is stored of a study is. */
export type StudyStanding = Pick<StudyAt, 'debates' | 'judged'>;

/** @throws StoreFailedError, CorruptRecordError */
export async function standingOf({ head, trials }: StudyBegun, events: EventLog): Promise<StudyStanding> {
  let [debates, judged] = [0, 0];
  for (const { trial } of trials) {
    const record = await TrialRecord.open(events, trial);
    const { plan } = record.view;
    if (plan === null) continue;
    debates += debatesOf(plan).filter(({ arm }) => hasEnded({ type: 'debate', trial, arm }, record)).length;
    if (hasEnded({ type: 'judging', trial }, record)) judged += 1;
  }
  return { debates: { ended: debates, of: head.debatesPlanned }, judged: { ended: judged, of: trials.length } };
}

/** Whether nothing is left to run. */
export function isWhole({ debates, judged }: StudyStanding): boolean {
  return debates.ended === debates.of && judged.ended === judged.of;
}
