import { ARMS, type Arm } from '../../debate/plan.ts';
import type { StudyData } from '../data/study-data.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
import { debatesOfArm } from './by-scenario.ts';
import type { Arms } from './findings/figure.ts';

/** The arms of a plan, each once, in the order in which they debate. */
export function armsIn({ arms }: Pick<StudyPlan, 'arms'>): readonly Arm[] {
  return ARMS.filter((arm) => arms.includes(arm));
}

/** Which arms are set against each other: the ensemble (or what comes first) against each other one. The first of them is the headline's. */
export function contrastsIn(plan: Pick<StudyPlan, 'arms'>): readonly [Arms, ...Arms[]] {
  const [one = 'ensemble', first = 'baseline', ...others] = armsIn(plan);
  return [{ one, other: first }, ...others.map((other): Arms => ({ one, other }))];
}

/** How many debates an arm was to have: of others, nobody knows of any but those that are there. */
export function plannedIn({ data }: { readonly data: StudyData }, arm: Arm): number {
  const { debatesPlanned, plan, origin } = data.head;
  return origin === undefined
    ? Math.round(debatesPlanned / armsIn(plan).length)
    : debatesOfArm(data.debates, arm).length;
}
