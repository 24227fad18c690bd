import { z } from 'zod';
import { armSchema } from '../../../debate/plan.ts';
import { estimateSchema } from '../../../statistics/estimate.ts';

/** A figure without an interval: its value and how many it rests on, or in words why there is none. Never 0 or NaN for "none". */
export const figureSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('value'), value: z.number(), n: z.int().min(0) }),
  z.strictObject({ status: z.literal('undefined'), reason: z.string(), n: z.int().min(0) }),
]);
export type Figure = Readonly<z.infer<typeof figureSchema>>;

export const countSchema = z.int().min(0);

/** So many of so many. */
export const partSchema = z.strictObject({ count: countSchema, of: countSchema });
export type Part = Readonly<z.infer<typeof partSchema>>;

/** The same as a share with its interval, over scenarios. */
export const shareSchema = partSchema.extend({ share: estimateSchema });
export type Share = Readonly<z.infer<typeof shareSchema>>;

/** Two arms that are set against each other. A difference is `one` minus `other`. */
export const armsSchema = z.strictObject({ one: armSchema, other: armSchema });
export type Arms = Readonly<z.infer<typeof armsSchema>>;

/** What of a debate the panel scored: all of it, or its answer read alone. */
export const scoredObjectSchema = z.enum(['debate', 'answer']);
export type ScoredObject = z.infer<typeof scoredObjectSchema>;

/** One of the scores of an object. */
export const scoreNameSchema = z.strictObject({
  /** `overall`, or the id of a criterion or of a view of the rubric. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(['overall', 'criterion', 'view']),
});
export type ScoreName = Readonly<z.infer<typeof scoreNameSchema>>;
