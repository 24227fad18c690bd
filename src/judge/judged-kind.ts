import { z } from 'zod';

/** What a panel can be asked of a trial: to score its debates, its answers and each member's contribution, and to compare answers in pairs. */
export const judgedKindSchema = z.enum(['debate', 'answer', 'contribution', 'pair']);
export type JudgedKind = z.infer<typeof judgedKindSchema>;

/** Debates are always among them: by their scores the panel is set beside the people's votes. */
export const judgedKindsSchema = z.array(judgedKindSchema).refine((kinds) => kinds.includes('debate'));
