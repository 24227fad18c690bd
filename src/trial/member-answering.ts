import { askMembers } from '../debate/member-answers.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialRecord } from './trial-record.ts';

/**
 * Where a trial asks for them and its ensemble's debate has an answer: has the members write answers of their own, and stores each step. Goes
 * on from whatever the record holds; returns early when the signal is aborted.
 * @throws StoreFailedError, and what is not expected of a model
 */
export async function writeMemberAnswers(
  plan: TrialPlan,
  record: TrialRecord,
  deps: Parameters<typeof askMembers>[1],
  signal: AbortSignal,
): Promise<void> {
  const debate = record.debateEvents('ensemble');
  if (plan.memberAnswers !== true || !debate.some(({ type }) => type === 'answer-ready')) return;
  const answers = record.view.memberAnswers;
  for await (const step of askMembers(plan.ensemble, deps, { debate, answers }, signal))
    await record.append({ type: 'member-answering', step });
}
