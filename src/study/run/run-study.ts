import { isAbort } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { doRun, type RunDeps } from './do-run.ts';
import { RunFailedError } from './run-failed-error.ts';
import type { RunOutcome } from './run-outcome.ts';
import { StudyBrokenOffError } from './study-broken-off-error.ts';
import type { StudyRecord } from './study-record.ts';
import { runKey, type StudyRun } from './study-run.ts';

/** How often a run is tried, over all sittings, before its servers' failure is stored as what came of it. */
export const MOST_TRIES = 3;

/** What happens while a study runs. */
export type StudyProgress =
  | { readonly type: 'began'; readonly run: StudyRun }
  | { readonly type: 'ended'; readonly run: StudyRun; readonly outcome: RunOutcome }
  /** It comes again, after those that did not fail. */
  | { readonly type: 'failed'; readonly run: StudyRun; readonly reason: string };

export interface RunStudyOptions {
  readonly record: StudyRecord;
  /** What is left, in order; those of a trial's judging are begun once its debates have ended. */
  readonly runs: readonly StudyRun[];
  /** How many go on at the same time. */
  readonly atOnce: number;
  /** How many runs in a row may fail. */
  readonly failuresInARow: number;
  readonly deps: Omit<RunDeps, 'lastTry'>;
  readonly log: Log;
  tell(progress: StudyProgress): void;
}

/**
 * Does a study's runs in this process, each as soon as it can be begun. Returns early when the signal is aborted; what was done by then is
 * stored.
 * @throws StudyBrokenOffError when too many in a row failed
 * @throws StoreFailedError, CorruptRecordError, SeqTakenError
 */
export async function runStudy(options: RunStudyOptions, signal: AbortSignal): Promise<void> {
  const { record, deps, tell, atOnce, failuresInARow, log } = options;
  const waiting = [...options.runs].sort((left, right) => record.failuresOf(left) - record.failuresOf(right));
  const going = new Map<StudyRun, Promise<void>>();
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  let inARow = 0;

  const isReady = (run: StudyRun): boolean =>
    run.type === 'debate' ||
    ![...waiting, ...going.keys()].some((one) => one.type === 'debate' && one.trial === run.trial);

  const go = async (run: StudyRun): Promise<void> => {
    tell({ type: 'began', run });
    try {
      const outcome = await doRun(run, { ...deps, lastTry: record.failuresOf(run) >= MOST_TRIES - 1 }, either);
      if (outcome === undefined) return;
      inARow = 0;
      tell({ type: 'ended', run, outcome });
    } catch (error) {
      if (either.aborted && isAbort(error)) return;
      if (!(error instanceof RunFailedError)) throw error;
      log.warn({ err: error, run: runKey(run) }, 'a run failed, and comes again');
      await record.noteFailure(run, error.reason);
      tell({ type: 'failed', run, reason: error.reason });
      inARow += 1;
      if (inARow >= failuresInARow) throw new StudyBrokenOffError(inARow, error.reason);
      waiting.push(run);
    }
  };

  for (;;) {
    while (!either.aborted && going.size < atOnce) {
      const place = waiting.findIndex(isReady);
      const [run] = place < 0 ? [] : waiting.splice(place, 1);
      if (run === undefined) break;
      const done = go(run)
        .catch((error: unknown) => broken.abort(error))
        .finally(() => going.delete(run));
      going.set(run, done);
    }
    if (going.size === 0) break;
    await Promise.race(going.values());
  }
  if (broken.signal.aborted) throw broken.signal.reason;
}
