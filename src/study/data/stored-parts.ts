import { z } from 'zod';
import { type Measure, methodSchema } from '../../judge/measure.ts';
import { unscoredReasonSchema } from '../../judge/score.ts';
import type { Changes } from '../../judge/seen-text.ts';

/** A judge's look at a few options. */
export const storedMeasureSchema = z.strictObject({
  off: z.number().min(0).max(1).describe('share that lay off the options, 0 to 1'),
  tokens: z
    .array(z.array(z.string()))
    .describe('for each option the tokens, or beginnings of samples, that were read as it'),
  alternatives: z.int().min(0).nullable().describe('how many alternatives the server told; null: it was sampled'),
  samples: z.int().min(1).nullable().describe('how many samples were asked for; null: by probabilities'),
  thinking: z.boolean().describe('whether the judge thought before'),
}) satisfies z.ZodType<Measure>;

/** How many characters were altered for the judge's eyes: zero where none were. */
const storedChangesSchema = z.strictObject({
  unseen: z.int().min(0).describe('those that nobody sees, taken out'),
  lookAlikes: z.int().min(0).describe('letters that only look like Latin ones, replaced'),
  marks: z.int().min(0).describe('marks of fences and of servers’ tokens, broken'),
});

/** What their column of this name means. */
export const RUBRIC_HASH = 'SHA-256 of the rubric that was judged by';

/** The last columns of scores and of comparisons. */
export const storedJudgingShape = {
  method: methodSchema.nullable().describe('probabilities or samples; null: unscored'),
  unscored: unscoredReasonSchema.nullable().describe('why it could not be had; null: it was'),
  detail: z.string().nullable().describe('what showed that; null: it was had'),
  changes: storedChangesSchema.describe('how many characters were altered for the judge’s eyes'),
};

export function storeChanges({
  unseen = 0,
  lookAlikes = 0,
  marks = 0,
}: Changes = {}): z.infer<typeof storedChangesSchema> {
  return { unseen, lookAlikes, marks };
}

/** @returns nothing where nothing was altered */
export function readChanges(stored: z.infer<typeof storedChangesSchema>): { readonly changes?: Changes } {
  const { unseen, lookAlikes, marks } = stored;
  const changes: Changes = {
    ...(unseen > 0 ? { unseen } : {}),
    ...(lookAlikes > 0 ? { lookAlikes } : {}),
    ...(marks > 0 ? { marks } : {}),
  };
  return Object.keys(changes).length === 0 ? {} : { changes };
}
