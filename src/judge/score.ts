import { z } from 'zod';
import { criterionIdSchema } from '../content/schema.ts';
import { debateIdSchema } from '../core/ids.ts';

/** Why there is no score. */
export const unscoredReasonSchema = z.enum([
  /** The judge's next token was hardly ever one of the digits 1 to 7. */
  'answer-is-no-score',
  /** Fewer than five seeded samples could be read. */
  'too-few-samples',
  'model-failed',
  /** The debate is longer than what the judge's model reads at once. */
  'longer-than-window',
  /** Nothing to judge: the debate has no valid turn. */
  'nothing-to-judge',
  'stopped',
]);
export type UnscoredReason = z.infer<typeof unscoredReasonSchema>;

/** One judge's score of one debate on one criterion, or why there is none. There is no default. */
export const scoreSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('scored'),
    /** Mean of the distribution, 1 to 7. */
    value: z.number().min(1).max(7),
    /** Probability (or share of samples) of each score from 1 to 7; sums to 1. */
    distribution: z.array(z.number().min(0).max(1)).length(7),
    method: z.enum(['probabilities', 'samples']),
    /** One line by the judge, written after the score; empty when it gave none. */
    reason: z.string(),
  }),
  z.strictObject({ status: z.literal('unscored'), reason: unscoredReasonSchema, detail: z.string() }),
]);
export type Score = z.infer<typeof scoreSchema>;

export const judgementSchema = z.strictObject({
  debate: debateIdSchema,
  /** `judge-1` and so on: the place on the panel. */
  judge: z.string().regex(/^judge-[1-9]$/),
  criterion: criterionIdSchema,
  score: scoreSchema,
});
export type Judgement = z.infer<typeof judgementSchema>;
