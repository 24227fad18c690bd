import { z } from 'zod';
import { studyPlanSchema } from './study-plan.ts';

/**
 * How debates that others ran are judged and read: what of a study's plan is decided here. Nothing is said of how they were run, which is theirs.
 */
export const rejudgePlanSchema = studyPlanSchema
  .pick({
    id: true,
    title: true,
    about: true,
    scenarios: true,
    ensembles: true,
    formats: true,
    repetitions: true,
    arms: true,
    seed: true,
    judged: true,
    analysis: true,
  })
  .extend({ kind: z.literal('rejudge'), panel: z.array(z.string()).min(1) });
export type RejudgePlan = z.infer<typeof rejudgePlanSchema>;
