import { HTTPError } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import { isAbort } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { StoreFailedError } from '../../store/store-failed-error.ts';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
/** With the waits between them, about an hour. */
const ATTEMPTS = 120;

/**
 * Does something on Discord again, after longer and longer waits, for as long as Discord, the network or the database fails; what Discord
 * refuses is thrown at once. `work` must do nothing twice.
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isPassing(error) || attempt === ATTEMPTS) throw error;
      const what =
        error instanceof StoreFailedError ? 'what was posted could not be stored' : 'Discord could not be reached';
      log.warn({ err: error, attempt }, `${what}; trying again`);
      await clock.sleep(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)), signal);
    }
  }
}

/** Discord answered with 5xx, did not answer in time, or could not be reached; or what was done there could not be stored. */
function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError || error instanceof StoreFailedError || isAbort(error)) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?:E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code);
}
