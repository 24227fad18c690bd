import { z } from 'zod';
import { estimateSchema } from '../../../statistics/estimate.ts';
import { countSchema, shareSchema } from './figure.ts';

/** One judge of the panel. */
export const judgeFindingsSchema = z.strictObject({
  judge: z.string(),
  model: z.string(),
  family: z.string(),
  sameFamily: z.boolean(),
  /** Whether it debates itself. */
  debates: z.boolean(),
  audit: z.strictObject({
    status: z.enum(['fit', 'fit-for-some', 'not-fit', 'not-audited', 'unreadable', 'not-noted']),
    /** Half a sentence. */
    words: z.string(),
  }),
  /** Scores that it gave and that could not be had. */
  scored: countSchema,
  /** Of all scores that it was asked for. */
  unscored: shareSchema,
  /** The most frequent first. */
  reasons: z.array(z.strictObject({ reason: z.string(), name: z.string(), unscored: shareSchema })),
  /** Its overall score of a debate, mean over debates, 1 to 7. */
  mean: estimateSchema,
  /** Of reasons that quote the debate, those whose quote stands in it. */
  quotes: shareSchema,
});
export type JudgeFindings = Readonly<z.infer<typeof judgeFindingsSchema>>;

export const judgingSchema = z.strictObject({
  judges: z.array(judgeFindingsSchema),
  /** Krippendorff's alpha, ordinal, among the judges: over all scores, and criterion by criterion. n counts scenarios. */
  agreement: estimateSchema,
  agreementByCriterion: z.array(z.strictObject({ criterion: z.string(), name: z.string(), agreement: estimateSchema })),
  /** The same among repetitions: scores of debates that differ by their seed alone. */
  repetitions: estimateSchema,
  /** Of all quotes of the panel. */
  quotes: shareSchema,
});
export type Judging = Readonly<z.infer<typeof judgingSchema>>;
