import { z } from 'zod';

/** Whose votes a ballot's filtered count leaves out, and how many it takes: decided before anybody votes. */
export const votingRulesSchema = z.strictObject({
  /** Accounts that were younger when the ballot opened are left out, in milliseconds; 0: none is for its age. */
  accountAge: z.int().min(0),
  /** Whoever has none of these roles is left out, by id; empty: nobody is for that. */
  roles: z.array(z.string()),
  /** Whether the vote of whoever started the debate counts. */
  starterCounts: z.boolean(),
  /** With fewer voters that count, the ballot stays open once more; 0: it never does. */
  quorum: z.int().min(0),
});
export type VotingRules = z.infer<typeof votingRulesSchema>;

/** For trials of earlier versions, which had none. */
export const NO_VOTING_RULES: VotingRules = { accountAge: 0, roles: [], starterCounts: true, quorum: 0 };
