import type { Content } from '../../content/schema.ts';
import { ensemblesOf, scenariosOf } from './study-content.ts';
import type { StudyPlan } from './study-plan.ts';

export interface StudySize {
  readonly trials: number;
  /** Of all arms together. */
  readonly debates: number;
}

/** How much a plan runs. */
export function sizeOf(plan: StudyPlan, content: Content): StudySize {
  const trials =
    scenariosOf(plan, content).length * ensemblesOf(plan, content).length * plan.formats.length * plan.repetitions;
  return { trials, debates: trials * plan.arms.length };
}
