import { z } from 'zod';
import { AGREEMENTS } from './filters.ts';

const optionsSchema = z.object({
  /** In place of DATABASE. */
  database: z.string().optional(),
  /** A folder. */
  out: z.string().min(1),
  minVotes: z.int().min(1),
  minMargin: z.number().min(0).max(1),
  minRaters: z.int().min(1),
  agreement: z.enum(AGREEMENTS),
  simulated: z.boolean().default(false),
  /** Prints what came of it as JSON. */
  json: z.boolean().default(false),
});
export type ExportOptions = z.infer<typeof optionsSchema>;

export function parseExportOptions(options: unknown): ExportOptions {
  return optionsSchema.parse(options);
}
