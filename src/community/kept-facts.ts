import { DAY } from '../core/durations.ts';
import { BURST } from './bursts.ts';
import type { PersonFacts } from './voter-facts.ts';
import type { VotingRules } from './voting-rules.ts';

/** What decides how much of somebody has to be kept. */
export interface Keeping {
  readonly rules: VotingRules;
  /** When the ballot opened; null before it does. This, and `at`, in milliseconds since the epoch. */
  readonly opensAt: number | null;
  readonly at: number;
}

/**
 * The same facts, no finer than counts go by: to the millisecond, an account's age is half of its id at Discord, and whoever has both a
 * database and a list of a server's members would know who is who. Of a young account the day is kept (UTC), of an old one nothing, and of
 * when somebody joined only whether it was after the ballot opened.
 */
export function keptFacts<Facts extends PersonFacts>(facts: Facts, { rules, opensAt, at }: Keeping): Facts {
  const { accountCreatedAt: madeAt, joinedAt } = facts;
  const isYoung = (by: number): boolean =>
    by - (opensAt ?? at) > -rules.accountAge - DAY || by - at > -BURST.accountAge - DAY;
  return {
    ...facts,
    accountCreatedAt: madeAt === null || !isYoung(madeAt) ? null : dayOf(madeAt, rules, opensAt),
    ...(joinedAt === undefined
      ? {}
      : { joinedAt: opensAt !== null && joinedAt !== null && joinedAt > opensAt ? opensAt + 1 : null }),
  };
}

/**
 * The day on which an account was made, on the side of the limit on which it was made itself. Before the ballot opens the limit is not known;
 * facts that are learned after it take the place of those of before.
 */
function dayOf(madeAt: number, { accountAge }: VotingRules, opensAt: number | null): number {
  const day = madeAt - (madeAt % DAY);
  const limit = opensAt === null ? madeAt : opensAt - accountAge;
  return madeAt > limit ? Math.max(day, limit + 1) : day;
}

/** The same for what has them as a part. */
export function withKeptFacts<Given extends { readonly facts?: PersonFacts | undefined }>(
  given: Given,
  keeping: Keeping,
): Given {
  return given.facts === undefined ? given : { ...given, facts: keptFacts(given.facts, keeping) };
}
