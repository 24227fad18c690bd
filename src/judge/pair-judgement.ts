import { z } from 'zod';
import { debateIdSchema } from '../core/ids.ts';
import { measureSchema, methodSchema } from './measure.ts';
import { unscoredSchema } from './score.ts';
import { changesSchema } from './seen-text.ts';

/** What two of can be compared. */
export const pairKindSchema = z.enum(['debate', 'answer']);
export type PairKind = z.infer<typeof pairKindSchema>;

const shareSchema = z.number().min(0).max(1);

/** What the judge said when one of the two stood first. */
const orderSchema = z.strictObject({
  first: z.enum(['a', 'b']),
  /** Probability (or share of samples) that `a` is the better one. */
  a: shareSchema,
  measure: measureSchema,
});
export type PairOrder = z.infer<typeof orderSchema>;

/** Which of two is better by one judge, read in both orders, or why that could not be had. */
export const pairOutcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('compared'),
    /** `tie` where the two orders disagree. */
    better: z.enum(['a', 'b', 'tie']),
    /** Probability that `a` is better, averaged over both orders. */
    a: shareSchema,
    /** One order preferred `a` and the other one `b`: the judge went by the place. */
    flipped: z.boolean(),
    method: methodSchema,
    /** The order with `a` first, then the other one. */
    orders: z.tuple([orderSchema, orderSchema]),
  }),
  unscoredSchema,
]);
export type PairOutcome = z.infer<typeof pairOutcomeSchema>;

export const pairJudgementSchema = z.strictObject({
  kind: pairKindSchema,
  a: debateIdSchema,
  b: debateIdSchema,
  judge: z.string().regex(/^judge-[1-9]$/),
  rubricHash: z.string(),
  /** What was altered in the words for the judge's eyes only; absent where nothing was. */
  changes: changesSchema.optional(),
  outcome: pairOutcomeSchema,
});
export type PairJudgement = z.infer<typeof pairJudgementSchema>;
