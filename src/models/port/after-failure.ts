import type { Clock } from '../../core/clock.ts';
import { isExpected } from '../../core/errors.ts';
import { ModelTooSlowError } from './model-too-slow-error.ts';

/** How long to wait before a server that failed is asked again, in milliseconds: together as long as one takes to be started anew. */
export const WAITS_AFTER_FAILURE = [2000, 8000] as const;

/**
 * Does something with a model again, after a while, when its server failed in a way that may pass. One that was silent has cost its time
 * already and is not asked again.
 */
export async function againAfterFailure<Result>(
  work: () => Promise<Result>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result> {
  for (const wait of WAITS_AFTER_FAILURE) {
    try {
      return await work();
    } catch (error) {
      const mayPass = isExpected(error) && error.retryable && !(error instanceof ModelTooSlowError);
      if (signal.aborted || !mayPass) throw error;
      await clock.sleep(wait, signal);
    }
  }
  return work();
}
