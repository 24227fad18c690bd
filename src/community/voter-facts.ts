import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';

/** What Discord tells of whoever takes part, by which the filtered count leaves some out (left-out.ts). It is shown nowhere. */
export const personFactsSchema = z.strictObject({
  /** The person who started the debate. */
  starter: z.boolean(),
  /** When their account was made, in milliseconds since the epoch; null where unknown. As much of it, and of what follows, is stored as counts go by (kept-facts.ts). */
  accountCreatedAt: z.number().nullable(),
  /** When they joined the server, in milliseconds since the epoch; null, and absent in earlier versions, where that is not known. */
  joinedAt: z.number().nullable().optional(),
  /** Whether they had one of the roles that the ballot's rules name; absent where these name none, and where it is not known. */
  holdsRole: z.boolean().optional(),
});
export type PersonFacts = z.infer<typeof personFactsSchema>;

/** What is stored of whoever votes or rates, beside what they chose. */
export const voterFactsSchema = personFactsSchema.extend({
  voter: voterIdSchema,
  /** The voter was in the thread (a member of it, or reacted there) before the ballot opened. */
  watched: z.boolean(),
  /** A voter that is a program (of `--audience`); shown and stored with that word. */
  scripted: z.boolean(),
});
export type VoterFacts = z.infer<typeof voterFactsSchema>;

/** The facts alone, of what may hold more. */
export function onlyFacts({ starter, accountCreatedAt, joinedAt, holdsRole }: PersonFacts): PersonFacts {
  return {
    starter,
    accountCreatedAt,
    ...(joinedAt === undefined ? {} : { joinedAt }),
    ...(holdsRole === undefined ? {} : { holdsRole }),
  };
}
