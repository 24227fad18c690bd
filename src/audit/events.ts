import { z } from 'zod';
import { criterionIdSchema } from '../content/schema.ts';
import { debateIdSchema } from '../core/ids.ts';
import { pairOutcomeSchema } from '../judge/pair-judgement.ts';
import { scoreSchema } from '../judge/score.ts';
import { auditSheetSchema } from './sheet.ts';

const count = z.int().min(0);

const spentSchema = z.strictObject({
  calls: count,
  milliseconds: z.number().min(0),
  promptTokens: count,
  completionTokens: count,
  counted: z.boolean(),
});

/** Which weights answered: another file under the same name is another judge. Null where the server does not tell. */
const digestSchema = z.string().nullable();

/** What was heard from a judge in audits, each as soon as it was heard. */
export const auditEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('scored'),
    digest: digestSchema,
    /** See Reading. */
    reading: debateIdSchema,
    criterion: criterionIdSchema,
    score: scoreSchema,
    spent: spentSchema,
  }),
  z.strictObject({
    type: z.literal('compared'),
    digest: digestSchema,
    written: debateIdSchema,
    spoiled: debateIdSchema,
    /** `a` is the debate as it was written. */
    outcome: pairOutcomeSchema,
    spent: spentSchema,
  }),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type ScoredEvent = Extract<AuditEvent, { type: 'scored' }>;
export type ComparedEvent = Extract<AuditEvent, { type: 'compared' }>;

/** A sheet, once all that its plan asks was heard. */
export const sheetEventSchema = z.strictObject({
  type: z.literal('audited'),
  digest: digestSchema,
  sheet: auditSheetSchema,
});
export type SheetEvent = z.infer<typeof sheetEventSchema>;
