import type { DebatePlan } from '../debate/plan.ts';
import { blindMembers } from '../debate/transcript.ts';
import type { Judged } from '../judge/judged-count.ts';
import { type JudgedObject, objectsOfKinds } from '../judge/judged-object.ts';
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

/** The answers that each judge of a trial compares: the ensemble's with each of those that it is measured against. */
export function pairsIn({ judged, ensemble, baselines }: TrialPlan): readonly ComparedPair[] {
  return judged.includes('pair') ? baselines.map((b) => ({ a: ensemble, b })) : [];
}

/** All that the panel is asked: scores by each judge, of each object, on each criterion; comparisons by each judge, of each pair. */
export function askedOf(plan: TrialPlan): Judged {
  const objects = debatesOf(plan).flatMap((debate) => objectsIn(plan, debate));
  return {
    scores: plan.judges.length * plan.rubric.criteria.length * objects.length,
    comparisons: plan.judges.length * pairsIn(plan).length,
  };
}
