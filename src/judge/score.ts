import { z } from 'zod';
import { criterionIdSchema } from '../content/schema.ts';
import { debateIdSchema } from '../core/ids.ts';
import { type JudgedObject, judgedObjectSchema, objectKey, WHOLE_DEBATE } from './judged-object.ts';
import { measureSchema, methodSchema } from './measure.ts';
import { quoteSchema } from './quote.ts';
import { changesSchema } from './seen-text.ts';

/** Why there is no score. */
export const unscoredReasonSchema = z.enum([
  /** The judge's next token was hardly ever one of the options. */
  'answer-is-no-score',
  /** Fewer than five seeded samples could be read. */
  'too-few-samples',
  'model-failed',
  /** What is judged is longer than what the judge's model reads at once. */
  'longer-than-window',
  /** Nothing to judge: no valid turn, no answer, or no word of this speaker's. */
  'nothing-to-judge',
  'stopped',
]);
export type UnscoredReason = z.infer<typeof unscoredReasonSchema>;

/** Why there is none, and what was seen of it where the judge was heard. */
export const unscoredSchema = z.strictObject({
  status: z.literal('unscored'),
  reason: unscoredReasonSchema,
  detail: z.string(),
  measure: measureSchema.optional(),
});
export type Unscored = z.infer<typeof unscoredSchema>;

/**
 * One judge's score of one object on one criterion, or why there is none. There is no default. What scores of earlier versions do not have
 * stays absent: they are sealed by a hash over all that they hold.
 */
export const scoreSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('scored'),
    /** Mean of the distribution, 1 to 7. */
    value: z.number().min(1).max(7),
    /** Standard deviation of the distribution, in levels. */
    spread: z.number().min(0).max(3).optional(),
    /** Probability (or share of samples) of each score from 1 to 7; sums to 1. */
    distribution: z.array(z.number().min(0).max(1)).length(7),
    method: methodSchema,
    measure: measureSchema.optional(),
    /** One line by the judge, written after the score; empty when it gave none. Quotes that do not stand are struck out of it. */
    reason: z.string(),
    /** What it quoted to show it; null when it quoted nothing. */
    quote: quoteSchema.nullable().optional(),
  }),
  unscoredSchema,
]);
export type Score = z.infer<typeof scoreSchema>;

export const judgementSchema = z.strictObject({
  debate: debateIdSchema,
  /** What of the debate was scored; absent: the whole of it (see objectOf). */
  object: judgedObjectSchema.optional(),
  /** `judge-1` and so on: the place on the panel. */
  judge: z.string().regex(/^judge-[1-9]$/),
  criterion: criterionIdSchema,
  /** The rubric's version (see rubricHash). */
  rubricHash: z.string().optional(),
  /** What was altered in the words for the judge's eyes only; absent where nothing was. */
  changes: changesSchema.optional(),
  score: scoreSchema,
});
export type Judgement = z.infer<typeof judgementSchema>;

/** What a judgement is about. */
export function objectOf({ object = WHOLE_DEBATE }: Pick<Judgement, 'object'>): JudgedObject {
  return object;
}

/** Those about one object. */
export function judgementsOf(judgements: readonly Judgement[], object: JudgedObject): Judgement[] {
  return judgements.filter((judgement) => objectKey(objectOf(judgement)) === objectKey(object));
}
