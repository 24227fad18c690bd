import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { StoreFailedError } from '../../store/store-failed-error.ts';

/** How long it rests when the store takes nothing, before it tries again, in milliseconds: longer and longer. */
const FIRST_REST = 1000;
const LONGEST_REST = 30_000;

/**
 * Does the work again and again as long as the store is away; the log says so once, and once it is back.
 * @throws what the work throws, and an AbortError when the signal is aborted while it rests
 */
export async function untilStored<Result>(
  work: () => Promise<Result>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): Promise<Result> {
  for (let rest = FIRST_REST; ; rest = Math.min(LONGEST_REST, rest * 2)) {
    try {
      const result = await work();
      if (rest > FIRST_REST) log.info('the store is back');
      return result;
    } catch (error) {
      if (!(error instanceof StoreFailedError)) throw error;
      log[rest === FIRST_REST ? 'warn' : 'debug']({ err: error }, 'the store takes nothing, and the run waits');
      await clock.sleep(rest, signal);
    }
  }
}
