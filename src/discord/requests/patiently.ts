import { DiscordjsErrorCodes, HTTPError } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import { isAbort } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { StoreFailedError } from '../../store/store-failed-error.ts';

const FIRST_WAIT = 1000;

/** How long something is tried. */
export interface Patience {
  readonly attempts: number;
  /** In milliseconds. */
  readonly longestWait: number;
  /** Whether it makes sense to try again after an error. */
  readonly mayPass: (error: unknown) => boolean;
}

/** With the waits between them about an hour, unless Discord refuses what it was asked. */
const USUAL: Patience = { attempts: 120, longestWait: 30_000, mayPass: isPassing };

/**
 * Does something on Discord again, after longer and longer waits, for as long as Discord, the network or the database fails; what Discord
 * refuses is thrown at once. `work` must do nothing twice.
 * @param patience absent: about an hour
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
  { attempts, longestWait, mayPass }: Patience = USUAL,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !mayPass(error) || attempt === attempts) throw error;
      log.warn({ err: error, attempt }, `${whatFailed(error)}; trying again`);
      await clock.sleep(Math.min(longestWait, FIRST_WAIT * 2 ** (attempt - 1)), signal);
    }
  }
}

function whatFailed(error: unknown): string {
  if (error instanceof StoreFailedError) return 'what was posted could not be stored';
  return isPassing(error) ? 'Discord could not be reached' : 'Discord refused what it was asked';
}

/** Discord answered with 5xx, did not answer in time, or could not be reached; or what was done there could not be stored. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError || error instanceof StoreFailedError || isAbort(error)) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === DiscordjsErrorCodes.GuildMembersTimeout || /^(?:E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code);
}
