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

/** What it goes by of somebody. */
export type CountedFacts = Omit<VoterFacts, 'voter' | 'watched'>;

/**
 * Why a voter (or rater) is left out of the filtered count; null for one who counts. This is the one place that decides it. What is not known
 * of somebody leaves nobody out.
 */
export function whyLeftOut(facts: CountedFacts, { rules, opensAt }: Counting): LeftOut | null {
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

/**
 * Facts that say no more of somebody than why they are left out, if they are: with these they are left out for the same reason. `scripted` is
 * shown with every count, and stays.
 */
export function leastFacts(facts: CountedFacts, counting: Counting): CountedFacts {
  const why = whyLeftOut(facts, counting);
  const { opensAt } = counting;
  return {
    scripted: facts.scripted,
    starter: why === 'starter',
    accountCreatedAt: why === 'young-account' ? opensAt : null,
    joinedAt: why === 'joined-later' ? opensAt + 1 : null,
    ...(why === 'without-role' ? { holdsRole: false } : {}),
  };
}
