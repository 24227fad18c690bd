import { z } from 'zod';

const optionsSchema = z.object({
  /** In place of DATABASE. */
  database: z.string().optional(),
  seed: z.number(),
  /** A file. */
  json: z.string().optional(),
});
export type AgreementOptions = z.infer<typeof optionsSchema>;

export function parseAgreementOptions(options: unknown): AgreementOptions {
  return optionsSchema.parse(options);
}
