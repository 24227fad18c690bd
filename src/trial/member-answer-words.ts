import { counted } from '../core/counted.ts';
import { memberAnswersOf } from '../debate/member-answers.ts';
import type { StoredAnswers } from './ballot-answers.ts';
import type { TrialPlan } from './plan.ts';
import { describeRejection } from './rejection-words.ts';

/** Said while it goes on. */
export const MEMBERS_ANSWER =
  'Now each member writes an answer of its own, unseen by the others. They stand on the ballot, without names.';

/** How far the members are with their own answers; undefined while none is written. */
export function describeAnswering(plan: TrialPlan, view: StoredAnswers): string | undefined {
  if (!isAnswering(plan, view)) return undefined;
  const answers = memberAnswersOf(plan.ensemble, view.memberAnswers);
  return `the members write answers of their own: ${answers.length - unwritten(plan, view)} of ${answers.length} done`;
}

/** Whose own answer is missing, and why; none where members were not asked. */
export function missingMemberAnswers(plan: TrialPlan, { memberAnswers }: StoredAnswers): string[] {
  if (plan.memberAnswers !== true) return [];
  return memberAnswersOf(plan.ensemble, memberAnswers).flatMap(({ member, silent }) =>
    silent === undefined ? [] : [`${member.name} has no answer of its own on the ballot: ${describeRejection(silent)}`],
  );
}

/** What a trial that was stopped meanwhile leaves undone. */
export function unwrittenMemberAnswers(plan: TrialPlan, view: StoredAnswers): string[] {
  const count = isAnswering(plan, view) ? unwritten(plan, view) : 0;
  return count === 0
    ? []
    : [`${counted(count, 'answer')} of the members’ own ${count === 1 ? 'was' : 'were'} not written`];
}

function isAnswering(plan: TrialPlan, { debates }: StoredAnswers): boolean {
  const begun = plan.baselines.some(({ arm }) => debates[arm].length > 0);
  const answered = debates.ensemble.some(({ type }) => type === 'answer-ready');
  return plan.memberAnswers === true && answered && !begun;
}

function unwritten({ ensemble }: TrialPlan, { memberAnswers }: StoredAnswers): number {
  return memberAnswersOf(ensemble, memberAnswers).filter(
    ({ answer, silent }) => answer === undefined && silent === undefined,
  ).length;
}
