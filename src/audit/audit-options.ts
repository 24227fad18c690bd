import { z } from 'zod';
import { AUDIT_SIZES } from './audit-size.ts';

const optionsSchema = z.object({
  judge: z.string(),
  size: z.enum(AUDIT_SIZES),
  seed: z.number(),
  thinking: z.boolean().default(false),
  out: z.string(),
});
export type AuditOptions = z.infer<typeof optionsSchema>;

export function parseAuditOptions(options: unknown): AuditOptions {
  return optionsSchema.parse(options);
}
