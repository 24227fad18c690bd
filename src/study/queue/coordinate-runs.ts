import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { EventLog } from '../../store/event-log.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';
import { type PlacedRun, placeRuns } from './queued-run.ts';
import { readRunHistory } from './run-events.ts';
import type { RunQueue } from './run-queue.ts';
import { untilStored } from './until-stored.ts';

/** How long it waits for the queue to tell something before it looks at all runs, in milliseconds: Redis may have lost what it had. */
const LOOKS_EVERY = 10_000;

/** Where a run is. `waits`: for other runs to end; `put`: on the queue; `running`: a worker has it. */
export type RunStatus =
  | { readonly status: 'waits' | 'put' | 'ended' }
  | { readonly status: 'running'; readonly worker: string | null }
  /** It is left alone until the study is run again. */
  | { readonly status: 'failed'; readonly reason: string };

/** A run whose status is another one than before, with how many runs are where. */
export interface QueueProgress {
  readonly run: StudyRun;
  readonly now: RunStatus;
  readonly counts: Readonly<Record<RunStatus['status'], number>>;
}

export interface CoordinateDeps {
  readonly queue: RunQueue;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (progress: QueueProgress) => void;
}

/**
 * Puts a study's runs on the queue, in their order, and waits until they have ended or failed; judging waits for the debates of its trial. It can be
 * ended (the signal, kill -9) and called again: workers go on without it, and no run is put twice. What failed before is put again.
 * @returns those that failed, with why; empty when all ended. Early when the signal is aborted
 * @throws CorruptRecordError
 */
export async function coordinateRuns(
  runs: readonly StudyRun[],
  deps: CoordinateDeps,
  signal: AbortSignal,
): Promise<readonly { readonly run: StudyRun; readonly reason: string }[]> {
  const board = new Board(placeRuns(runs), deps);
  const changed = new Set<string>();
  let wake = (): void => {};
  const stopListening = await deps.queue.listen((key) => {
    changed.add(key);
    wake();
  });
  try {
    await untilStored(() => board.lookAtAll(true), deps, signal);
    while (!board.isDone && !signal.aborted) {
      const waked = new Promise<boolean>((resolve) => {
        wake = () => resolve(true);
      });
      const rested = deps.clock.sleep(LOOKS_EVERY, signal).then(
        () => false,
        () => false,
      );
      const told = changed.size > 0 || (await Promise.race([waked, rested]));
      if (signal.aborted) break;
      const keys = [...changed];
      changed.clear();
      await untilStored(() => (told ? board.lookAt(keys) : board.lookAtAll(false)), deps, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await stopListening();
  }
  return board.failed;
}

/** Takes a study's runs off the queue; those that workers have come to their end. */
export async function withdrawRuns(runs: readonly StudyRun[], queue: RunQueue): Promise<void> {
  for (const { key } of placeRuns(runs)) await queue.remove(key);
}

/** Where all runs of a study are, as far as it has been seen. */
class Board {
  readonly #runs: ReadonlyMap<string, PlacedRun>;
  readonly #deps: CoordinateDeps;
  readonly #statuses = new Map<string, RunStatus>();

  constructor(runs: readonly PlacedRun[], deps: CoordinateDeps) {
    this.#runs = new Map(runs.map((run) => [run.key, run]));
    this.#deps = deps;
  }

  get isDone(): boolean {
    return [...this.#runs.keys()].every((key) => this.#isSettled(key));
  }

  get failed(): readonly { readonly run: StudyRun; readonly reason: string }[] {
    return [...this.#runs].flatMap(([key, { queued }]) => {
      const status = this.#statuses.get(key);
      return status?.status === 'failed' ? [{ run: queued.run, reason: status.reason }] : [];
    });
  }

  /** @param anew what failed before is tried again */
  async lookAtAll(anew: boolean): Promise<void> {
    await this.lookAt([...this.#runs.keys()], anew);
  }

  /** Looks where these runs are, puts those on the queue that are due, and tells what is new. */
  async lookAt(keys: readonly string[], anew = false): Promise<void> {
    const open = keys.flatMap((key) => (this.#isSettled(key) ? [] : (this.#runs.get(key) ?? [])));
    const seen = await Promise.all(open.map(async (run) => ({ run, now: await this.#find(run, anew) })));
    const due = seen.filter(({ now }) => now === 'due').map(({ run }) => run);
    await this.#deps.queue.put(due.map(({ queued }) => queued));
    for (const { run, now } of seen) this.#tell(run, now === 'due' ? { status: 'put' } : now);
    // An end may be what a judging waits for, and a debate that failed what it waits for in vain.
    const settled = new Set(seen.flatMap(({ run }) => (this.#isSettled(run.key) ? run.key : [])));
    const waiting = [...this.#runs.values()].filter(({ after }) => after.some((run) => settled.has(runKey(run))));
    if (waiting.length > 0) await this.lookAt(waiting.map(({ key }) => key));
  }

  async #find(run: PlacedRun, anew: boolean): Promise<RunStatus | 'due'> {
    const { queue, events } = this.#deps;
    const state = await queue.stateOf(run.key);
    if (state === 'running') return { status: 'running', worker: (await queue.about(run.key)).worker };
    if (state === 'waiting') return { status: 'put' };
    if ((await readRunHistory(events, run.queued.run)).ended) return { status: 'ended' };
    if (state === 'failed' && !anew) {
      return { status: 'failed', reason: (await queue.about(run.key)).reason ?? 'its worker did not say why' };
    }
    if (state === 'failed') await queue.remove(run.key);
    const inVain = run.after.some((before) => this.#statuses.get(runKey(before))?.status === 'failed');
    if (inVain) return { status: 'failed', reason: 'a debate of its trial failed' };
    const before = await Promise.all(run.after.map((each) => readRunHistory(events, each)));
    return before.every(({ ended }) => ended) ? 'due' : { status: 'waits' };
  }

  #isSettled(key: string): boolean {
    const status = this.#statuses.get(key)?.status;
    return status === 'ended' || status === 'failed';
  }

  #tell({ key, queued }: PlacedRun, now: RunStatus): void {
    const before = this.#statuses.get(key);
    this.#statuses.set(key, now);
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    const counts = { waits: 0, put: 0, running: 0, ended: 0, failed: 0 };
    for (const { status } of this.#statuses.values()) counts[status] += 1;
    this.#deps.onProgress({ run: queued.run, now, counts });
  }
}
