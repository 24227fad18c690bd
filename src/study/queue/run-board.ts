import type { Clock } from '../../core/clock.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { EventLog } from '../../store/event-log.ts';
import type { RunOutcome } from '../run/run-outcome.ts';
import type { RunStudyOptions } from '../run/run-study.ts';
import type { StudyRecord } from '../run/study-record.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';
import { type PlacedRun, placeRuns, type SameEverywhere } from './queued-run.ts';
import { type RunHistory, readRunHistory } from './run-events.ts';
import type { RunQueue } from './run-queue.ts';

/** As runStudy has them; runs that have ended already may be among these. */
export interface QueueStudyOptions
  extends Pick<RunStudyOptions, 'record' | 'runs' | 'failuresInARow' | 'log' | 'tell'> {
  readonly queue: RunQueue;
  readonly events: EventLog;
  readonly clock: Clock;
}

/** Where a run is. `waits`: for other runs to end; `put`: on the queue; `running`: a worker has it. */
type RunStatus =
  | { readonly status: 'waits' | 'put' | 'running' }
  | { readonly status: 'ended'; readonly outcome: RunOutcome }
  /** It is left alone until the study is run again. */
  | { readonly status: 'failed'; readonly reason: string };

/** A placed run as it was found. `due`: it belongs on the queue, and is not there. */
interface Seen {
  readonly placed: PlacedRun;
  readonly now: RunStatus | { readonly status: 'due' };
  readonly history: RunHistory;
}

/** Where all runs of a study are, as far as it has been seen; puts on the queue what is due there, and tells what is new. */
export class RunBoard {
  readonly #runs: ReadonlyMap<string, PlacedRun>;
  readonly #options: QueueStudyOptions;
  readonly #statuses = new Map<string, RunStatus>();
  readonly #begun = new Set<string>();
  /** Reasons of failures since a run ended last. */
  readonly #inARow: string[] = [];

  constructor(options: QueueStudyOptions) {
    this.#runs = new Map(placeRuns(options.runs, sameEverywhere(options.record)).map((placed) => [placed.key, placed]));
    this.#options = options;
  }

  get isDone(): boolean {
    return [...this.#runs.keys()].every((key) => this.#isSettled(key));
  }

  /** Reasons of the failures of servers that have followed each other, without a run that ended between. */
  get inARow(): readonly string[] {
    return this.#inARow;
  }

  get failed(): readonly { readonly key: string; readonly reason: string }[] {
    return [...this.#statuses].flatMap(([key, status]) =>
      status.status === 'failed' ? [{ key, reason: status.reason }] : [],
    );
  }

  /** Keys that are none of this study's are passed over. @param keys absent: all */
  async look(keys: readonly string[] = [...this.#runs.keys()]): Promise<void> {
    await this.#look(keys, false);
  }

  /** The first look: what failed before is tried again. */
  async begin(): Promise<void> {
    await this.#look([...this.#runs.keys()], true);
    this.#inARow.length = 0;
  }

  async #look(keys: readonly string[], anew: boolean): Promise<void> {
    const open = keys.flatMap((key) => (this.#isSettled(key) ? [] : (this.#runs.get(key) ?? [])));
    const seen = await Promise.all(open.map((placed) => this.#find(placed, anew)));
    await this.#options.queue.put(seen.flatMap(({ placed, now }) => (now.status === 'due' ? [placed.queued] : [])));
    for (const one of seen) await this.#tell(one);
    // An end may be what a judging waits for, and a debate that failed what it waits for in vain.
    const settled = new Set(open.flatMap(({ key }) => (this.#isSettled(key) ? [key] : [])));
    const waiting = [...this.#runs.values()].filter(({ after }) => after.some((run) => settled.has(runKey(run))));
    if (waiting.length > 0)
      await this.#look(
        waiting.map(({ key }) => key),
        false,
      );
  }

  async #find(placed: PlacedRun, anew: boolean): Promise<Seen> {
    const { queue, events } = this.#options;
    const { key, after, queued } = placed;
    const state = await queue.stateOf(key);
    const history = await readRunHistory(events, queued.run);
    const { outcome } = history;
    const found = (now: Seen['now']): Seen => ({ placed, now, history });
    if (state === 'running') return found({ status: 'running' });
    if (outcome !== undefined) return found({ status: 'ended', outcome });
    if (state === 'waiting') return found({ status: 'put' });
    if (state === 'failed' && !anew) return found({ status: 'failed', reason: await queue.reasonOf(key) });
    if (state === 'failed') await queue.remove(key);
    if (after.some((run) => this.#statuses.get(runKey(run))?.status === 'failed'))
      return found({ status: 'failed', reason: 'a debate of its trial failed' });
    const before = await Promise.all(after.map((run) => readRunHistory(events, run)));
    return found({ status: before.every((run) => run.outcome !== undefined) ? 'due' : 'waits' });
  }

  #isSettled(key: string): boolean {
    const status = this.#statuses.get(key)?.status;
    return status === 'ended' || status === 'failed';
  }

  async #tell({ placed: { key, queued }, now, history }: Seen): Promise<void> {
    const { run } = queued;
    const { record, tell } = this.#options;
    for (const sitting of history.sittings) await record.noteSitting(sitting);
    for (const reason of history.notHad.slice(record.failuresOf(run))) {
      await record.noteFailure(run, reason);
      this.#inARow.push(reason);
      this.#fell(run, reason);
    }
    this.#statuses.set(key, now.status === 'due' ? { status: 'put' } : now);
    if (now.status === 'running' && !this.#begun.has(key)) {
      this.#begun.add(key);
      tell({ type: 'began', run });
    }
    if (now.status === 'ended') {
      this.#inARow.length = 0;
      tell({ type: 'ended', run, outcome: now.outcome });
    }
    if (now.status === 'failed') this.#fell(run, now.reason);
  }

  #fell(run: StudyRun, reason: string): void {
    this.#begun.delete(runKey(run));
    this.#options.tell({ type: 'failed', run, reason });
  }
}

/** Of a study that was begun. */
function sameEverywhere({ begun }: StudyRecord): SameEverywhere {
  if (begun === undefined) throw new TypeError('Runs are put on the queue once their study has begun');
  const weights = Object.fromEntries(begun.head.models.map(({ name, digest }) => [name, digest]));
  return { weights, prompts: canonicalHash(begun.promptHashes) };
}
