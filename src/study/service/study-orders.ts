import { z } from 'zod';
import { placeSchema } from '../../core/place.ts';
import { unfinishedForGood } from '../../jobs/job-end.ts';

/** A study that somebody asked the bot for. */
export const studyOrderSchema = z.strictObject({
  /** The name of its plan in studies/. */
  plan: z.string(),
  title: z.string(),
  trials: z.int().min(1),
  debates: z.int().min(1),
  /** In a thread of that channel its progress is shown. */
  place: placeSchema,
});
export type StudyOrder = z.infer<typeof studyOrderSchema>;

/** How a study that the bot was asked for ended for good. */
export const studyLastEndSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('finished') }),
  ...unfinishedForGood,
]);
export type StudyLastEnd = z.infer<typeof studyLastEndSchema>;
