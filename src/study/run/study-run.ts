import { z } from 'zod';
import { trialIdSchema } from '../../core/ids.ts';
import { armSchema } from '../../debate/plan.ts';

/**
 * One piece of a study's work, done by one process at a time: a debate in one arm of a trial, or all that the panel is asked of a trial whose
 * debates have ended. All that it needs beside models and prompts is in the event log: the trial's stream begins with its plan.
 */
export const studyRunSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('debate'), trial: trialIdSchema, arm: armSchema }),
  z.strictObject({ type: z.literal('judging'), trial: trialIdSchema }),
]);
export type StudyRun = z.infer<typeof studyRunSchema>;

/** Unique among the runs of all studies of a log. */
export function runKey(run: StudyRun): string {
  return run.type === 'debate' ? `${run.trial}/${run.arm}` : `${run.trial}/judging`;
}
