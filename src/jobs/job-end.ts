import { z } from 'zod';
import { type ActingRole, actingRoleSchema } from '../core/acting-role.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import { JOB_WORDS, type JobName } from './job-name.ts';

/** How a job ended for this process without coming to its end. */
export type Unfinished =
  /** By a person, or since the program ends (`by` is null): then it goes on at the next start. What was done is stored. */
  | { readonly status: 'parked'; readonly by: ActingRole | null }
  /** `words` are for people. */
  | { readonly status: 'failed'; readonly words: string };

/** The same as it is stored. */
export const unfinishedForGood = [
  z.strictObject({ status: z.literal('parked'), by: actingRoleSchema }),
  z.strictObject({ status: z.literal('failed'), words: z.string() }),
] as const;
export type UnfinishedForGood = z.infer<(typeof unfinishedForGood)[number]>;

/** As it is stored; undefined for a job that goes on at the next start. */
export function forGood(end: Unfinished): UnfinishedForGood | undefined {
  if (end.status === 'failed') return end;
  return end.by === null ? undefined : { status: 'parked', by: end.by };
}

/** @param signal aborted: it parked the job */
export function parked({ reason }: AbortSignal): Unfinished {
  return { status: 'parked', by: reason instanceof StoppedByPerson ? reason.by : null };
}

export function failed(
  job: JobName,
  error: unknown,
  { log, entropy }: { readonly log: Log; readonly entropy: Entropy },
): Unfinished {
  if (isExpected(error)) {
    log.warn({ err: error }, `${JOB_WORDS[job]} stopped`);
    return { status: 'failed', words: wordsFor(error) };
  }
  const report = entropy.hex(4);
  log.error({ err: error, report }, `${JOB_WORDS[job]} failed`);
  return { status: 'failed', words: `An internal error; the log has it as ${report}.` };
}
