import { z } from 'zod';

/** Which debate a process runs, and where. */
export const debateTaskSchema = z.strictObject({
  /** Of the model server. */
  address: z.string(),
  database: z.string(),
  /** How many calls go out together. */
  atOnce: z.int().min(1),
  /** As planFor takes it. */
  plan: z.strictObject({
    format: z.string(),
    ensemble: z.string(),
    rounds: z.int().exactOptional(),
    seed: z.int(),
    models: z.tuple([z.string()], z.string()),
  }),
});
export type DebateTask = z.infer<typeof debateTaskSchema>;
