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
   * When the voter's account was made, in milliseconds since the epoch; null where unknown. It, and what follows, is shown nowhere: the
   * filtered count goes by it (left-out.ts).
   */
  accountCreatedAt: z.number().nullable(),
  /** When they joined the server, in milliseconds since the epoch; null, and absent in earlier versions, where that is not known. */
  joinedAt: z.number().nullable().optional(),
  /** Whether they had one of the roles that the ballot's rules name; absent where these name none. */
  holdsRole: z.boolean().optional(),
});
export type VoterFacts = z.infer<typeof voterFactsSchema>;
