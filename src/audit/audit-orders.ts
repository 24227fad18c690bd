import { z } from 'zod';
import { placeSchema } from '../core/place.ts';
import { unfinishedForGood } from '../jobs/job-end.ts';
import { sheetPlaceSchema } from '../judge/judge-audit.ts';
import { AUDIT_SIZES } from './audit-size.ts';

/** An audit that somebody asked the bot for. */
export const auditOrderSchema = z.strictObject({
  judge: z.string(),
  size: z.enum(AUDIT_SIZES),
  seed: z.int().min(0),
  /** Where on Discord its progress is shown. */
  place: placeSchema,
});
export type AuditOrder = z.infer<typeof auditOrderSchema>;

/** How an audit ended for good. */
export const lastEndSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('audited'), sheet: sheetPlaceSchema }),
  ...unfinishedForGood,
]);
export type LastEnd = z.infer<typeof lastEndSchema>;
