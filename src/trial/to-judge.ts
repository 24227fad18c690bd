import type { DebatePlan, Member } from '../debate/plan.ts';
import { blindMembers } from '../debate/transcript.ts';
import type { Judged } from '../judge/judged-count.ts';
import { type JudgedObject, objectsOfKinds } from '../judge/judged-object.ts';
import { judgedAs } from './ballot-answers.ts';
import { debatesOf, type TrialPlan } from './plan.ts';

/** Two answers that are compared, by the debates that they ended. */
export interface ComparedPair {
  /** The ensemble's. */
  readonly a: DebatePlan;
  readonly b: DebatePlan;
}

/** What of a debate each judge of a trial scores. */
export function objectsIn({ judged }: TrialPlan, debate: DebatePlan): readonly JudgedObject[] {
  // Drafts are written unseen and answer nobody. People at the table are no members: nobody scores them.
  const speakers = debate.arm === 'self-consistency' ? [] : blindMembers(debate).map(({ speaker }) => speaker);
  return objectsOfKinds(judged, speakers);
}

/** The members' own answers, which a judge reads alone as it does the others; none where these are not asked for, or answers not judged. */
export function memberObjectsIn(
  plan: TrialPlan,
): readonly { readonly member: Member; readonly object: JudgedObject }[] {
  if (plan.memberAnswers !== true || !plan.judged.includes('answer')) return [];
  return plan.ensemble.members.map((member) => ({ member, object: judgedAs(plan, { member: member.seat }).object }));
}

/** The answers that each judge of a trial compares: the ensemble's with each of those that it is measured against. */
export function pairsIn({ judged, ensemble, baselines }: TrialPlan): readonly ComparedPair[] {
  return judged.includes('pair') ? baselines.map((b) => ({ a: ensemble, b })) : [];
}

/** All that the panel is asked: scores by each judge, of each object, on each criterion; comparisons by each judge, of each pair. */
export function askedOf(plan: TrialPlan): Judged {
  const objects = [...debatesOf(plan).flatMap((debate) => objectsIn(plan, debate)), ...memberObjectsIn(plan)];
  return {
    scores: plan.judges.length * plan.rubric.criteria.length * objects.length,
    comparisons: plan.judges.length * pairsIn(plan).length,
  };
}
