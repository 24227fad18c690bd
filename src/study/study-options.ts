import { z } from 'zod';

const runOptionsSchema = z.object({
  /** A plan's file, or the name of one in studies/. */
  plan: z.string(),
  out: z.string().optional(),
  atOnce: z.int().min(1).optional(),
  json: z.boolean().default(false),
});
export type StudyRunOptions = z.infer<typeof runOptionsSchema>;

export function parseStudyRunOptions(plan: unknown, options: object): StudyRunOptions {
  return runOptionsSchema.parse({ ...options, plan });
}
