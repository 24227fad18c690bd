import { z } from 'zod';

const optionsSchema = z.object({
  /** In place of DATABASE. */
  database: z.string().optional(),
  /** The id of a Discord server. */
  server: z.string().optional(),
  seed: z.number(),
  /** A file. */
  json: z.string().optional(),
});
export type LeaderboardOptions = z.infer<typeof optionsSchema>;

export function parseLeaderboardOptions(options: unknown): LeaderboardOptions {
  return optionsSchema.parse(options);
}
