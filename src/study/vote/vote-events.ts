import { z } from 'zod';
import { actingRoleSchema } from '../../core/acting-role.ts';
import { placeSchema } from '../../jobs/job-orders.ts';

/** The study's thread, in which people vote. */
export const votePlaceSchema = placeSchema.extend({ threadId: z.string() });
export type VotePlace = z.infer<typeof votePlaceSchema>;

/** What is stored of people's vote on a study's sample, beside the trials' own records: one stream a study. */
export const voteEventSchema = z.discriminatedUnion('type', [
  /** It goes on in this place; the last one counts. */
  z.strictObject({ type: z.literal('vote-placed'), place: votePlaceSchema }),
  /** The study was parked: nothing more is put to the vote until it goes on. */
  z.strictObject({ type: z.literal('vote-paused') }),
  /** A person ended it: what was not put to the vote will not be. */
  z.strictObject({ type: z.literal('vote-ended'), by: actingRoleSchema }),
  /** All was voted on or ended, and that was shown, or there is no place left to show it. */
  z.strictObject({ type: z.literal('vote-shown') }),
]);
export type VoteEvent = z.infer<typeof voteEventSchema>;
