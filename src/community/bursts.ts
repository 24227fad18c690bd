import { DAY } from '../core/durations.ts';
import type { Vote } from './ballot.ts';

/**
 * What makes a burst: so many young accounts that chose the same within so many milliseconds. Five are as many as give a share; people who
 * follow one link seldom all press within a minute, and seldom all with an account of the last month.
 */
export const BURST = { accounts: 5, within: 60_000, accountAge: 30 * DAY } as const;

/** Young accounts that chose the same, each within seconds of others. Nothing is left out for it: it is for operators to look at. */
export interface Burst {
  readonly choice: Vote['choice'];
  /** How many accounts. */
  readonly accounts: number;
  /** When the first and the last of them voted, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

interface Cast {
  readonly voter: Vote['voter'];
  readonly at: number;
}

/**
 * Bursts among a ballot's votes for answers, in the order in which they began; those that run into each other are one. Guesses, programs and
 * votes of which the time or the account's age is not known are in none; whoever votes again counts once.
 * @param votes in any order, also those that were changed later
 */
export function findBursts(votes: readonly Vote[]): readonly Burst[] {
  const byChoice = new Map<Vote['choice'], Cast[]>();
  /** What stands for each voter so far: to press it again is no new vote. */
  const standing = new Map<Vote['voter'], Vote['choice']>();
  for (const vote of inOrder(votes)) {
    const own = castOf(vote);
    if (own === undefined || standing.get(vote.voter) === vote.choice) continue;
    standing.set(vote.voter, vote.choice);
    const cast = byChoice.get(vote.choice) ?? [];
    byChoice.set(vote.choice, cast);
    cast.push(own);
  }
  return [...byChoice]
    .flatMap(([choice, cast]) => burstsIn(cast).map((burst) => ({ choice, ...burst })))
    .sort((left, right) => left.from - right.from);
}

/**
 * Whether a vote made a burst that was none without it. Looks only at who voted about when it was cast, so that it costs little on a large
 * ballot.
 * @param votes in the order stored, with it
 * @param votesOf the same by voter
 */
export function completesBurst(
  vote: Vote,
  {
    votes,
    votesOf,
  }: { readonly votes: readonly Vote[]; readonly votesOf: ReadonlyMap<Vote['voter'], readonly Vote[]> },
): boolean {
  const own = castOf(vote);
  if (own === undefined) return false;
  const about = new Set<Vote['voter']>();
  // A burst that this vote is in, or runs into, lies within twice the time; they are stored about as they were cast.
  for (let place = votes.length - 1; place >= 0; place -= 1) {
    const other = votes[place];
    if (other?.castAt === undefined || own.at - other.castAt > 3 * BURST.within) break;
    if (castOf(other) !== undefined) about.add(other.voter);
  }
  if (about.size < BURST.accounts) return false;
  const theirs = [...about].flatMap((voter) => votesOf.get(voter) ?? []);
  return findBursts(theirs).length > findBursts(theirs.filter((other) => other !== vote)).length;
}

function inOrder(votes: readonly Vote[]): Vote[] {
  return votes.toSorted((left, right) => (left.castAt ?? 0) - (right.castAt ?? 0));
}

/** Undefined for a vote that can be in no burst. */
function castOf({ item, voter, scripted, castAt, accountCreatedAt }: Vote): Cast | undefined {
  if (item !== 'answer' || scripted || castAt === undefined || accountCreatedAt === null) return undefined;
  return castAt - accountCreatedAt < BURST.accountAge ? { voter, at: castAt } : undefined;
}

/** @param cast for one choice */
function burstsIn(cast: Cast[]): Omit<Burst, 'choice'>[] {
  cast.sort((left, right) => left.at - right.at);
  const ranges: { start: number; end: number }[] = [];
  /** How often each voter is in the window. */
  const inside = new Map<Cast['voter'], number>();
  let start = 0;
  for (const [end, { at, voter }] of cast.entries()) {
    inside.set(voter, (inside.get(voter) ?? 0) + 1);
    for (let first = cast[start]; first !== undefined && at - first.at > BURST.within; first = cast[start]) {
      const left = (inside.get(first.voter) ?? 0) - 1;
      if (left === 0) inside.delete(first.voter);
      else inside.set(first.voter, left);
      start += 1;
    }
    if (inside.size < BURST.accounts) continue;
    const last = ranges.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges.map((range) => {
    const own = cast.slice(range.start, range.end + 1);
    const times = own.map(({ at }) => at);
    return { accounts: new Set(own.map(({ voter }) => voter)).size, from: times[0] ?? 0, to: times.at(-1) ?? 0 };
  });
}
