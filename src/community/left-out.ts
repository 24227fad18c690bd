import type { VoterId } from '../core/ids.ts';
import type { PersonFacts, VoterFacts } from './voter-facts.ts';
import type { VotingRules } from './voting-rules.ts';

/** Why somebody's vote stands in the raw count only. For whom several hold, the first one is said. */
export const LEFT_OUT = ['program', 'young-account', 'joined-later', 'without-role', 'starter'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** How many the filtered count leaves out for a reason. */
export interface LeftOutCount {
  readonly reason: LeftOut;
  readonly voters: number;
}

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

/** How many there are for each reason, in the order of LEFT_OUT; none for a reason that holds for nobody. */
export function countLeftOut(reasons: readonly (LeftOut | null)[]): readonly LeftOutCount[] {
  return LEFT_OUT.map((reason) => ({ reason, voters: reasons.filter((why) => why === reason).length })).filter(
    ({ voters }) => voters > 0,
  );
}

/** Somebody who did something, with what is known of them. */
export interface KnownPerson {
  readonly voter: VoterId;
  readonly scripted: boolean;
  /** Absent in earlier versions. */
  readonly facts?: PersonFacts | undefined;
}

/** Whom of some people the filtered count has. */
export interface Sifted {
  readonly kept: ReadonlySet<VoterId>;
  readonly leftOut: readonly LeftOutCount[];
  /** How many are kept of whom nothing is known. */
  readonly unknown: number;
}

/**
 * Each person once, by what is known last of them.
 * @param people may name somebody several times
 * @param counting null where no ballot was opened, so that nobody is left out
 */
export function siftPeople(people: Iterable<KnownPerson>, counting: Counting | null): Sifted {
  const last = new Map<VoterId, KnownPerson>();
  for (const person of people)
    if (person.facts !== undefined || !last.has(person.voter)) last.set(person.voter, person);
  const known = [...last.values()].map(({ voter, scripted, facts = NOTHING_KNOWN }) => ({
    voter,
    why: counting === null ? null : whyLeftOut({ scripted, ...facts }, counting),
    unknown: facts === NOTHING_KNOWN,
  }));
  return {
    kept: new Set(known.flatMap(({ voter, why }) => (why === null ? [voter] : []))),
    leftOut: countLeftOut(known.map(({ why }) => why)),
    unknown: known.filter(({ why, unknown }) => why === null && unknown).length,
  };
}

const NOTHING_KNOWN: PersonFacts = { starter: false, accountCreatedAt: null };

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
