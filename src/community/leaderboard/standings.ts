import { deriveSeed, seededRandom } from '../../core/random.ts';
import { LEAST_UNITS } from '../../statistics/bootstrap.ts';
import { bootstrapAll } from '../../statistics/bootstrap-all.ts';
import { bradleyTerry, chanceOf, type Duel, islandsOf } from '../../statistics/bradley-terry.ts';
import { type Estimate, pointAt } from '../../statistics/estimate.ts';
import type { Meeting } from './board-ballot.ts';

/** On fewer ballots an entry met too few questions for its strength to be its own. */
export const LEAST_BALLOTS = 5;

/** Where an entry stands by one signal. `ballots` counts those on which it met somebody. */
export type Standing =
  | {
      readonly status: 'ranked';
      /** 1 and one more for each whose whole interval lies above its own: those that can't be told apart share a rank. */
      readonly rank: number;
      /** Among how many ranked ones of the board that meetings connect with it, itself included. */
      readonly of: number;
      /** To be preferred to an average one of those that are connected; 0 to 1, with its 95% interval over ballots. */
      readonly chance: number;
      readonly low: number;
      readonly high: number;
      readonly ballots: number;
    }
  | {
      readonly status: 'unranked';
      readonly chance: number;
      /** Why there is no interval, as half a sentence for people. */
      readonly reason: string;
      readonly ballots: number;
    }
  | { readonly status: 'too-few'; readonly ballots: number; readonly least: number };

/** By entry, the chances of those that meetings connect, directly or through others. Across islands nothing can be compared. */
export type Island = ReadonlyMap<string, Estimate>;

/**
 * The chances of all entries that met anybody, from their Bradley-Terry strengths.
 * @param ballots the meetings on each
 * @param seed draws the intervals
 * @returns the largest island first
 * @throws AbortError
 */
export async function fitIslands(
  ballots: readonly (readonly Meeting[])[],
  seed: number,
  signal: AbortSignal,
): Promise<readonly Island[]> {
  const units = ballots.map((meetings) => meetings.map(duelOf));
  const islands: Island[] = [];
  for (const entries of islandsOf(units.flat())) {
    const own = new Set(entries);
    islands.push(
      await fitIsland(
        entries.toSorted(),
        // A ballot can have some in two islands: where a judge has compared two answers, and scored two others alone.
        units.map((duels) => duels.filter(({ one }) => own.has(one))).filter(({ length }) => length > 0),
        seed,
        signal,
      ),
    );
  }
  return islands;
}

async function fitIsland(
  entries: readonly string[],
  units: readonly (readonly Duel[])[],
  seed: number,
  signal: AbortSignal,
): Promise<Island> {
  const all = bradleyTerry(units.flat());
  const isIn = ({ one, other }: Duel, entry: string): boolean => one === entry || other === entry;
  return bootstrapAll({
    units,
    statistics: (some) =>
      new Map([...bradleyTerry(some.flat(), all)].map(([entry, strength]) => [entry, pointAt(chanceOf(strength))])),
    restsOn: new Map(
      entries.map((entry) => [entry, units.filter((duels) => duels.some((duel) => isIn(duel, entry))).length]),
    ),
    random: seededRandom(deriveSeed(seed, 'leaderboard', ...entries)),
    signal,
  });
}

/** A tie is half a win for each. */
function duelOf({ one, other, wins, losses, ties }: Meeting): Duel {
  return { one, other, wins: wins + ties / 2, losses: losses + ties / 2 };
}

/** Where an entry of a board stands. @param shown who is on the board: others connect them, and are not ranked among them */
export function standingOf(entry: string, islands: readonly Island[], shown: ReadonlySet<string>): Standing {
  const island: Island = islands.find((one) => one.has(entry)) ?? new Map();
  const estimate = island.get(entry);
  const ballots = estimate?.n ?? 0;
  if (estimate === undefined || estimate.status === 'undefined' || ballots < LEAST_BALLOTS)
    return { status: 'too-few', ballots, least: LEAST_BALLOTS };
  if (estimate.status === 'no-interval') {
    const reason = ballots < LEAST_UNITS ? `fewer than ${LEAST_UNITS} ballots` : estimate.reason;
    return { status: 'unranked', chance: estimate.value, reason, ballots };
  }
  const { value: chance, low, high } = estimate;
  const ranked = [...island].flatMap(([other, one]) => (shown.has(other) && one.status === 'estimated' ? [one] : []));
  const above = ranked.filter((one) => one.low > high);
  return { status: 'ranked', rank: 1 + above.length, of: ranked.length, chance, low, high, ballots };
}
