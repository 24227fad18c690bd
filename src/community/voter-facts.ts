import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';

/** What is stored of whoever votes or rates, beside what they chose. */
export const voterFactsSchema = z.strictObject({
  voter: voterIdSchema,
  /** The voter was in the thread (a member of it, or reacted there) before the ballot opened. */
  watched: z.boolean(),
  /** A voter that is a program (of `--audience`); shown and stored with that word. */
  scripted: z.boolean(),
  /** The person who started the debate. */
  starter: z.boolean(),
  /**
   * When the voter's account was made, in milliseconds since the epoch; null where unknown. Shown nowhere: whoever reads votes later can
   * leave out accounts that were made for them.
   */
  accountCreatedAt: z.number().nullable(),
});
export type VoterFacts = z.infer<typeof voterFactsSchema>;
