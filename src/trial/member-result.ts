import { type Letter, letterOf } from '../community/ballot.ts';
import type { Rejection } from '../debate/events.ts';
import { memberAnswersOf } from '../debate/member-answers.ts';
import type { Member } from '../debate/plan.ts';
import { type PanelSummary, summarizePanel } from '../judge/panel-summary.ts';
import { judgedAs } from './ballot-answers.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialView } from './view-trial.ts';

/** What came of one member's own answer. */
export interface MemberResult {
  readonly member: Member;
  /** Why it has none; undefined where it has one, and where it was not asked. */
  readonly silent: Rejection | undefined;
  /** The panel's scores of it; null where answers are not judged. */
  readonly judged: PanelSummary | null;
  /** Under which it stood on the ballot; undefined where it did not, or none was closed. */
  readonly letter: Letter | undefined;
}

/** In the order of their seats; none where a trial did not ask for them. */
export function memberResults(view: TrialView, plan: TrialPlan): readonly MemberResult[] {
  if (plan.memberAnswers !== true) return [];
  const judges = plan.judges.map(({ judge }) => judge);
  return memberAnswersOf(plan.ensemble, view.memberAnswers).map(({ member, silent }) => {
    const author = { member: member.seat };
    const { arm, object } = judgedAs(plan, author);
    const said = view.judgements.flatMap((entry) => (entry.arm === arm ? [entry.judgement] : []));
    return {
      member,
      silent,
      judged: plan.judged.includes('answer') ? summarizePanel(said, plan.rubric, judges, object) : null,
      letter: view.ballotClosed && view.ballot !== null ? letterOf(view.ballot.seal, author) : undefined,
    };
  });
}
