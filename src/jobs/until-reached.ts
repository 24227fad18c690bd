import type { Clock } from '../core/clock.ts';
import type { ExpectedError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { failed, parked, type Unfinished } from './job-end.ts';
import type { JobName } from './job-name.ts';

/** How long a job rests before it looks again for a model that is out of reach, in milliseconds: longer and longer. */
const FIRST_REST = 5000;
const LONGEST_REST = 60_000;

export interface UntilReachedOptions<End> {
  readonly job: JobName;
  /** Goes on from what is stored. @param onHeard to be called when a model has answered */
  ask(onHeard: () => void): Promise<End>;
  /** Why no model can be reached; undefined where that is not what an error says. */
  why(error: unknown): Promise<ExpectedError | undefined>;
  /** It rests now. */
  waits(why: ExpectedError): void;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/**
 * Takes a job to its end; as long as its models are out of reach it waits, and then goes on from what is stored. Never rejects.
 * @param signal parks it; its reason says whether a person did
 */
export async function untilReached<End>(
  { job, ask, why, waits, ...deps }: UntilReachedOptions<End>,
  signal: AbortSignal,
): Promise<End | Unfinished> {
  const { clock, log } = deps;
  for (let rest = FIRST_REST; ; rest = Math.min(LONGEST_REST, rest * 2)) {
    try {
      return await ask(() => {
        rest = FIRST_REST;
      });
    } catch (error) {
      if (signal.aborted) return parked(signal);
      const unreached = await why(error);
      if (unreached === undefined) return failed(job, error, deps);
      // Once for an outage, however long it is.
      const level = rest === FIRST_REST ? 'warn' : 'debug';
      log[level]({ err: unreached, rest }, `a model is out of reach, and the ${job} waits`);
      waits(unreached);
    }
    // An abort is seen by what is asked next.
    await clock.sleep(rest, signal).catch(() => {});
  }
}
