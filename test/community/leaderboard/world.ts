import type { Meeting } from '../../../src/community/leaderboard/board-ballot.ts';
import { fitIslands } from '../../../src/community/leaderboard/standings.ts';
import { type Random, seededRandom } from '../../../src/core/random.ts';
import { bradleyTerry, chanceOf } from '../../../src/statistics/bradley-terry.ts';
import { normal, uniform } from '../../statistics/populations.ts';

/** Four ensembles and two models whose strengths are known, and who meets whom. */
const STRENGTHS = { e0: 1, e1: 0.3, e2: -0.2, e3: -0.8, m0: 0, m1: 0.4 };
type Name = keyof typeof STRENGTHS;
const PAIRS: readonly (readonly [Name, Name])[] = [
  ['e0', 'm0'],
  ['e1', 'm0'],
  ['e2', 'm1'],
  ['e3', 'm1'],
  ['e1', 'm1'],
];
const ENSEMBLES = ['e0', 'e1', 'e2', 'e3'] as const satisfies readonly Name[];

/** How much a question suits one side or the other, as a standard deviation of strengths. */
const QUESTIONS = 0.7;
const TIES = 0.15;

/** A ballot of two with one to nine voters, or with one comparison by a judge. */
function ballot([one, other]: readonly [Name, Name], by: 'votes' | 'judges', random: Random): Meeting[] {
  const lead = STRENGTHS[one] - STRENGTHS[other] + QUESTIONS * normal(random);
  const count = { wins: 0, losses: 0, ties: 0 };
  for (let vote = by === 'judges' ? 1 : random.integer(1, 9); vote > 0; vote -= 1) {
    const won = uniform(random) < chanceOf(lead) ? 'wins' : 'losses';
    count[uniform(random) < TIES ? 'ties' : won] += 1;
  }
  return [{ one, other, ...count }];
}

/** So many ballots of each pair. */
function ballots(count: number, by: 'votes' | 'judges', random: Random): Meeting[][] {
  return Array.from({ length: count * PAIRS.length }, (_, number) =>
    ballot(PAIRS[number % PAIRS.length] ?? ['e0', 'm0'], by, random),
  );
}

/** The share of the ensembles' intervals that held the truth; the truth is what very many ballots say. docs/leaderboard.md has it for more sets. */
export async function coverageOf(options: { n: number; sets: number; by: 'votes' | 'judges' }): Promise<number> {
  const { n, sets, by } = options;
  const random = seededRandom(n);
  const many = ballots(20_000, by, random).flat();
  const truth = bradleyTerry(
    many.map(({ one, other, wins, losses, ties }) => ({
      one,
      other,
      wins: wins + ties / 2,
      losses: losses + ties / 2,
    })),
  );
  let held = 0;
  for (let set = 0; set < sets; set += 1) {
    const [island] = await fitIslands(ballots(n, by, random), set, new AbortController().signal);
    for (const entry of ENSEMBLES) {
      const estimate = island?.get(entry);
      const chance = chanceOf(truth.get(entry) ?? Number.NaN);
      if (estimate?.status === 'estimated' && estimate.low <= chance && chance <= estimate.high) held += 1;
    }
  }
  return held / (sets * ENSEMBLES.length);
}
