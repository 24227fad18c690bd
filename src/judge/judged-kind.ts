import { z } from 'zod';

/** What a panel can be asked: to score debates, their answers and each speaker's contribution, and to compare them in pairs. */
export const judgedKindSchema = z.enum(['debate', 'answer', 'contribution', 'pair']);
export type JudgedKind = z.infer<typeof judgedKindSchema>;

/** Of a trial debates are always judged: by their scores the panel is set beside the people's votes. */
export const judgedKindsSchema = z
  .array(judgedKindSchema)
  .refine((kinds) => kinds.includes('debate'), 'expected debate among them');
