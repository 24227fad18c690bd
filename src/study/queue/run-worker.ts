import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { isExpected } from '../../core/errors.ts';
import { canonicalHash } from '../../core/hash.ts';
import { untilAborted } from '../../core/until-aborted.ts';
import type { ModelInfo } from '../../models/port/chat-model.ts';
import { RunTakenOverError } from '../../store/run-taken-over-error.ts';
import { RunFailedError } from '../run/run-failed-error.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';
import { TrialNotBegunError } from '../run/trial-not-begun-error.ts';
import { type ClaimedRunDeps, doClaimedRun } from './do-claimed-run.ts';
import { type QueuedRun, queuedRunSchema, type SameEverywhere } from './queued-run.ts';
import { readRunHistory } from './run-events.ts';
import { QUEUE_NAME, QUEUE_PREFIX, type RunQueue } from './run-queue.ts';
import { untilStored } from './until-stored.ts';
import { WorkerDiffersError } from './worker-differs-error.ts';

/** How long a worker takes no run after one whose models it could not have, in milliseconds: longer and longer, so that others get it. */
const FIRST_REST = 10_000;
const LONGEST_REST = 300_000;
/** So many workers may be lost with one run before it is left alone: then it is likely to be what kills them. */
const MOST_STALLS = 10;

/** Errors after which a run is not lost: others may do it. */
const KNOWN = [RunFailedError, TrialNotBegunError, WorkerDiffersError];

export type WorkerUpdate =
  | { readonly type: 'taken' | 'ended' | 'given-back' | 'taken-over'; readonly run: StudyRun }
  | { readonly type: 'failed'; readonly run: StudyRun; readonly error: unknown };

export interface RunWorkerDeps extends ClaimedRunDeps {
  readonly queue: RunQueue;
  /** The chat models at hand. */
  models(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** A worker that gave no sign of life for so long has its runs taken over, in milliseconds. */
  readonly lostAfter: number;
  readonly onUpdate: (update: WorkerUpdate) => void;
}

/**
 * Takes runs from the queue and does them, as many at a time as the servers have room for calls, until the signal is aborted: then it gives its
 * runs back at once.
 * @throws TrialNotBegunError when its store is not that of the study whose run it was given, WorkerDiffersError when its prompts or models' weights
 * are not
 */
export async function workOnRuns(deps: RunWorkerDeps, signal: AbortSignal): Promise<void> {
  const { queue, lostAfter, log, worker: name, atOnce } = deps;
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const rests = new Rests(deps, stop);
  const worker: Worker<unknown> = new Worker<unknown>(
    QUEUE_NAME,
    async (job, token) => {
      try {
        await workOn(job, token, deps, stop);
        rests.succeeded();
      } catch (error) {
        if (error instanceof TrialNotBegunError || error instanceof WorkerDiffersError) {
          broken.abort(error);
          await giveBack(job, token);
        }
        if (error instanceof RunFailedError) void rests.failed(worker);
        throw error;
      }
    },
    {
      connection: queue.connection,
      prefix: QUEUE_PREFIX,
      name,
      concurrency: atOnce,
      lockDuration: lostAfter,
      stalledInterval: Math.ceil(lostAfter / 2),
      maxStalledCount: MOST_STALLS,
    },
  );
  // Mostly of locks that were lost: what follows from that is decided in the store.
  worker.on('error', (error) => log.debug({ err: error }, 'the queue reported an error'));
  worker.on('stalled', (run) => log.warn({ run }, 'a worker gave no sign of life for too long: its run is put back'));
  await untilAborted(stop);
  await worker.close();
  if (!signal.aborted) throw broken.signal.reason;
}

async function workOn(
  job: Job<unknown>,
  token: string | undefined,
  deps: RunWorkerDeps,
  stop: AbortSignal,
): Promise<void> {
  const queued = queuedRunSchema.parse(job.data);
  const { run } = queued;
  const log = deps.log.child({ run: runKey(run) });
  try {
    await checkSame(queued.same, deps, stop);
    deps.onUpdate({ type: 'taken', run });
    const outcome = await doClaimedRun(run, { ...deps, log }, stop);
    if (outcome === 'given-back') {
      deps.onUpdate({ type: 'given-back', run });
      await giveBack(job, token);
    }
    await putNext(queued, { ...deps, log }, stop);
    deps.onUpdate({ type: 'ended', run });
  } catch (error) {
    if (error instanceof WaitingError) throw error;
    if (stop.aborted && !(error instanceof RunTakenOverError)) return giveBack(job, token);
    if (error instanceof RunTakenOverError) {
      log.warn({ err: error }, 'the run was taken over, and what this worker still had of it was refused');
      deps.onUpdate({ type: 'taken-over', run });
      throw error;
    }
    log.warn({ err: error }, 'a run failed');
    deps.onUpdate({ type: 'failed', run, error });
    if (KNOWN.some((Known) => error instanceof Known)) throw error;
    // Nothing that another try would change.
    throw new UnrecoverableError(isExpected(error) ? error.message : 'an internal error; the log of its worker has it');
  }
}

/** A study in which some debates have other prompts or weights than others would say nothing. @throws WorkerDiffersError */
async function checkSame(
  { weights, prompts }: SameEverywhere,
  deps: Pick<RunWorkerDeps, 'models' | 'prompts'>,
  signal: AbortSignal,
): Promise<void> {
  if (canonicalHash(deps.prompts.hashes()) !== prompts) throw new WorkerDiffersError('prompts');
  // Servers that are away are met again, and waited for, when the run needs them.
  const models = await deps.models(signal).catch(() => []);
  const other = models.find(({ name, digest }) => {
    const wanted = weights[name] ?? digest;
    return digest !== undefined && digest !== wanted;
  });
  if (other !== undefined) throw new WorkerDiffersError(`weights of ${other.name}`);
}

/** Puts the run back for others, before its lock is lost. @throws WaitingError by which BullMQ knows */
async function giveBack(job: Job<unknown>, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

/** Whoever ends the last debate of a trial puts its judging on the queue; of two at the same time both do, and it stands there once. */
async function putNext(
  { next, same }: QueuedRun,
  deps: Pick<RunWorkerDeps, 'events' | 'queue' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  if (next === null) return;
  const { run, place, after } = next;
  const histories = await untilStored(
    () => Promise.all([run, ...after].map((each) => readRunHistory(deps.events, each))),
    deps,
    signal,
  );
  const [own, ...before] = histories;
  const isDue = own?.outcome === undefined && before.every(({ outcome }) => outcome !== undefined);
  if (isDue) await deps.queue.put([{ run, place, same, next: null }]);
}

/** How long a worker rests that could not have its models. */
class Rests {
  readonly #deps: Pick<RunWorkerDeps, 'clock' | 'log'>;
  readonly #signal: AbortSignal;
  #rest = FIRST_REST;
  #resting = false;

  constructor(deps: Pick<RunWorkerDeps, 'clock' | 'log'>, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  succeeded(): void {
    this.#rest = FIRST_REST;
  }

  async failed(worker: Worker<unknown>): Promise<void> {
    if (this.#resting) return;
    this.#resting = true;
    const rest = this.#rest;
    this.#rest = Math.min(LONGEST_REST, rest * 2);
    this.#deps.log.warn({ rest }, 'this worker takes no run for a while, as it could not have its models');
    try {
      await worker.pause(true);
      await this.#deps.clock.sleep(rest, this.#signal);
      await worker.resume();
    } catch {
      // It is being closed.
    } finally {
      this.#resting = false;
    }
  }
}
