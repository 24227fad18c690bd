import type { Log } from '../../core/log.ts';
import { openLogged } from '../../models/port/log-failures.ts';
import { RunTakenOverError } from '../../store/run-taken-over-error.ts';
import type { ClaimedEventLog, SharedEventLog } from '../../store/shared-event-log.ts';
import type { TypedStream } from '../../store/typed-stream.ts';
import { doRun, type RunDeps } from '../run/do-run.ts';
import { RunFailedError } from '../run/run-failed-error.ts';
import { MOST_TRIES } from '../run/run-study.ts';
import type { Sitting } from '../run/study-events.ts';
import { runKey, type StudyRun } from '../run/study-run.ts';
import { CallCount, countedModel } from './counted-model.ts';
import { openCallsIn, openRunStream, type RunEvent, runHistoryOf } from './run-events.ts';
import { untilStored } from './until-stored.ts';

export interface ClaimedRunDeps extends Omit<RunDeps, 'events' | 'lastTry'> {
  readonly events: SharedEventLog;
  /** Who does it. */
  readonly worker: string;
  /** On what it does it. */
  readonly sitting: Sitting;
  readonly log: Log;
}

/**
 * Takes a run over from whoever had it, and does what is left of it. While the store is away it waits, and goes on from what is stored.
 * @returns `given-back` when the signal was aborted before its end
 * @throws RunTakenOverError when somebody else has taken it meanwhile; what was stored by then stands
 * @throws what doRun throws, but for StoreFailedError
 */
export async function doClaimedRun(
  run: StudyRun,
  deps: ClaimedRunDeps,
  signal: AbortSignal,
): Promise<'ended' | 'given-back'> {
  const { worker, sitting } = deps;
  try {
    const claimed = await untilStored(() => deps.events.claim(runKey(run)), deps, signal);
    let taken = false;
    return await untilStored(
      async () => {
        const stream = await openRunStream(claimed, run);
        if (stream.events.some(({ type }) => type === 'ended')) return 'ended';
        if (!taken) {
          const cutOff = openCallsIn(stream.events);
          await stream.append({ type: 'taken', worker, sitting, token: claimed.token, cutOff });
          taken = true;
        }
        return goOn(run, { ...deps, events: claimed }, stream, signal);
      },
      deps,
      signal,
    );
  } catch (error) {
    if (signal.aborted && !(error instanceof RunTakenOverError)) return 'given-back';
    throw error;
  }
}

async function goOn(
  run: StudyRun,
  deps: Omit<ClaimedRunDeps, 'events'> & { readonly events: ClaimedEventLog },
  stream: TypedStream<RunEvent>,
  signal: AbortSignal,
): Promise<'ended' | 'given-back'> {
  const { worker } = deps;
  const broken = new AbortController();
  const count = new CallCount(stream, broken);
  const { notHad } = runHistoryOf(stream.events);
  const stop = (): void => broken.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const outcome = await doRun(
      run,
      {
        ...deps,
        lastTry: notHad.length >= MOST_TRIES - 1,
        model: async (name, group) =>
          countedModel(await openLogged(name, () => deps.model(name, group), deps.log), count),
      },
      broken.signal,
    );
    if (outcome !== undefined) {
      await stream.append({ type: 'ended', worker, outcome });
      return 'ended';
    }
    if (!signal.aborted) throw broken.signal.reason;
    await stream.append({ type: 'given-back', worker });
    return 'given-back';
  } catch (error) {
    if (error instanceof RunFailedError) await stream.append({ type: 'not-had', worker, reason: error.reason });
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    // Ends the calls that were under way beside the one whose outcome could not be stored.
    broken.abort();
  }
}
