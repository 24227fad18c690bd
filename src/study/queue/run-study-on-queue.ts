import type { Clock } from '../../core/clock.ts';
import { StudyBrokenOffError } from '../run/study-broken-off-error.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';
import { type QueueStudyOptions, RunBoard } from './run-board.ts';
import type { RunQueue } from './run-queue.ts';
import { RunsLeftError } from './runs-left-error.ts';
import { untilStored } from './until-stored.ts';

/** How long it waits for the queue to tell something before it looks at all runs, in milliseconds: Redis may have lost what it had. */
const LOOKS_EVERY = 10_000;

/**
 * Has a study's runs done by workers: puts them on the queue in their order, and waits until they have ended; judging waits for the debates of its
 * trial. It can be ended (the signal, kill -9) and called again: workers go on without it, and no run is put twice. What failed before is put
 * again. Returns early when the signal is aborted.
 * @throws StudyBrokenOffError when too many in a row failed: what waits is off the queue then; RunsLeftError when the others have ended
 * @throws CorruptRecordError, SeqTakenError
 */
export async function runStudyOnQueue(options: QueueStudyOptions, signal: AbortSignal): Promise<void> {
  const { queue, clock, failuresInARow } = options;
  const board = new RunBoard(options);
  const changed = new Changes();
  const stopListening = await queue.listen((key) => changed.add(key));
  try {
    await untilStored(() => board.begin(), options, signal);
    while (!board.isDone) {
      const keys = await changed.next(clock, signal);
      await untilStored(() => board.look(keys), options, signal);
      if (board.inARow.length >= failuresInARow) {
        await withdrawRuns(options.runs, queue);
        throw new StudyBrokenOffError(board.inARow.length, board.inARow.at(-1) ?? '');
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return;
  } finally {
    await stopListening();
  }
  const [first] = board.failed;
  if (first !== undefined)
    throw new RunsLeftError(
      board.failed.map(({ key }) => key),
      first.reason,
    );
}

/** Takes a study's runs off the queue; those that workers have come to their end. */
export async function withdrawRuns(runs: readonly StudyRun[], queue: RunQueue): Promise<void> {
  for (const run of runs) await queue.remove(runKey(run));
}

/** Runs to which something happened. */
class Changes {
  readonly #keys = new Set<string>();
  #wake = (): void => {};

  add(key: string): void {
    this.#keys.add(key);
    this.#wake();
  }

  /** @returns undefined when nothing happened for LOOKS_EVERY; throws an AbortError */
  async next(clock: Clock, signal: AbortSignal): Promise<readonly string[] | undefined> {
    if (this.#keys.size === 0) {
      const enough = new AbortController();
      this.#wake = () => enough.abort();
      await clock.sleep(LOOKS_EVERY, AbortSignal.any([signal, enough.signal])).catch(() => {});
    }
    signal.throwIfAborted();
    const keys = [...this.#keys];
    this.#keys.clear();
    return keys.length > 0 ? keys : undefined;
  }
}
