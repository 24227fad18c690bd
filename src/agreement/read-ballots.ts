import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { TrialCatalog } from '../trial/catalog.ts';
import { TrialRecord } from '../trial/trial-record.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { type RatedBallot, ratedBallotOf } from './rated-answers.ts';

/** What a database holds of trials. */
export interface ReadBallots {
  readonly trials: number;
  /** Trials of which something that was stored can't be read: they are left out. */
  readonly unreadable: readonly TrialId[];
  readonly ballots: readonly RatedBallot[];
}

/** Reads every trial of a database, one after the other. @throws StoreFailedError, AbortError */
export async function readBallots(events: EventLog, log: Log, signal: AbortSignal): Promise<ReadBallots> {
  const { entries } = await TrialCatalog.open(events, log);
  const unreadable: TrialId[] = [];
  const ballots: RatedBallot[] = [];
  for (const { trial } of entries) {
    signal.throwIfAborted();
    try {
      const ballot = ratedBallotOf(viewTrial((await TrialRecord.open(events, trial)).updates));
      if (ballot !== undefined) ballots.push(ballot);
    } catch (error) {
      if (!(error instanceof CorruptRecordError)) throw error;
      unreadable.push(trial);
    }
  }
  return { trials: entries.length, unreadable, ballots };
}
