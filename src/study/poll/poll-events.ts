import { z } from 'zod';
import { actingRoleSchema } from '../../core/acting-role.ts';
import { placeSchema } from '../../core/place.ts';

/** The study's thread, in which people vote. */
export const pollPlaceSchema = placeSchema.extend({ threadId: z.string() });
export type PollPlace = z.infer<typeof pollPlaceSchema>;

/** What is stored of people's vote on a study's sample, beside the trials' own records: one stream a study. */
export const pollEventSchema = z.discriminatedUnion('type', [
  /** It goes on in this place; the last one counts. */
  z.strictObject({ type: z.literal('poll-placed'), place: pollPlaceSchema }),
  /** The study was parked: nothing more is put to the vote until it goes on. */
  z.strictObject({ type: z.literal('poll-paused') }),
  /** A person ended it: what was not put to the vote will not be. */
  z.strictObject({ type: z.literal('poll-ended'), by: actingRoleSchema }),
  /** All was voted on or ended, and that was shown, or there is no place left to show it. */
  z.strictObject({ type: z.literal('poll-shown') }),
]);
export type PollEvent = z.infer<typeof pollEventSchema>;
