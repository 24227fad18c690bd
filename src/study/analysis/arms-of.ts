import { ARMS, type Arm } from '../../debate/plan.ts';
import type { StudyPlan } from '../plan/study-plan.ts';
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
