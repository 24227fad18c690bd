import type { VoterFacts } from './voter-facts.ts';
import type { VotingRules } from './voting-rules.ts';

/** Why somebody's vote stands in the raw count only. For whom several hold, the first one is said. */
export const LEFT_OUT = ['program', 'young-account', 'joined-later', 'without-role', 'starter'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** What a ballot goes by when it leaves votes out. */
export interface Counting {
  readonly rules: VotingRules;
  /** When the ballot opened, in milliseconds since the epoch. */
  readonly opensAt: number;
}

/**
 * Why a voter (or rater) is left out of the filtered count; null for one who counts. This is the one place that decides it. What is not known
 * of somebody leaves nobody out.
 */
export function whyLeftOut(facts: Omit<VoterFacts, 'voter' | 'watched'>, { rules, opensAt }: Counting): LeftOut | null {
  const holds: Readonly<Record<LeftOut, boolean>> = {
    program: facts.scripted,
    'young-account':
      rules.accountAge > 0 && facts.accountCreatedAt !== null && facts.accountCreatedAt > opensAt - rules.accountAge,
    'joined-later': (facts.joinedAt ?? opensAt) > opensAt,
    'without-role': rules.roles.length > 0 && facts.holdsRole === false,
    starter: !rules.starterCounts && facts.starter,
  };
  return LEFT_OUT.find((reason) => holds[reason]) ?? null;
}
