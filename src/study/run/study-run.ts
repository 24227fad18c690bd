import type { TrialId } from '../../core/ids.ts';
import type { Arm } from '../../debate/plan.ts';

/**
 * One piece of a study's work, done by one process at a time: a debate in one arm of a trial, or all that the panel is asked of a trial whose
 * debates have ended. All that it needs beside models and prompts is in the event log: the trial's stream begins with its plan.
 */
export type StudyRun =
  | { readonly type: 'debate'; readonly trial: TrialId; readonly arm: Arm }
  | { readonly type: 'judging'; readonly trial: TrialId };

/** Unique among the runs of all studies of a log. */
export function runKey(run: StudyRun): string {
  return run.type === 'debate' ? `${run.trial}/${run.arm}` : `${run.trial}/judging`;
}
