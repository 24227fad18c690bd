import { type Undefined, undefinedFor } from './estimate.ts';
import { normalCdf } from './normal.ts';

/** Up to here scipy counts all signs where there is neither a zero nor a tie, and up to the second also where there is. */
const MOST_COUNTED = 50;
const MOST_COUNTED_WITH_TIES = 13;

export interface SignedRank {
  readonly status: 'tested';
  /** The smaller of the two sums of ranks. */
  readonly w: number;
  /** 0 to 1, two-sided. */
  readonly p: number;
  /** Whether p was counted over all signs, or comes of the normal approximation. */
  readonly exact: boolean;
}

/**
 * Wilcoxon's signed-rank test (Wilcoxon 1945, "Individual comparisons by ranking methods"), for differences that are independent: where several
 * come from one scenario its p is too small. As scipy.stats.wilcoxon has it by default: zeros are left out before ranking (Wilcoxon's own way), p is
 * exact for up to 50 differences without zeros and ties and for up to 13 with them, else by the normal distribution with ties taken into account
 * and no correction for continuity. Differences are tied only where they are equal to the last digit.
 * @returns undefined where all are zero, and for none
 */
export function signedRank(differences: readonly number[]): SignedRank | Undefined {
  const left = differences.filter((difference) => difference !== 0);
  if (left.length === 0) return undefinedFor('no pair differs');
  const sizes = left.map(Math.abs).sort((a, b) => a - b);
  const ranks = new Map(sizes.map((size) => [size, (sizes.indexOf(size) + sizes.lastIndexOf(size)) / 2 + 1]));
  const rankOf = (difference: number): number => ranks.get(Math.abs(difference)) ?? 0;
  const above = left.reduce((sum, difference) => sum + (difference > 0 ? rankOf(difference) : 0), 0);
  const all = (left.length * (left.length + 1)) / 2;
  const w = Math.min(above, all - above);
  const plain = ranks.size === differences.length;
  const exact = differences.length <= (plain ? MOST_COUNTED : MOST_COUNTED_WITH_TIES);
  const one = exact ? countedTail(w, left.map(rankOf)) : normalTail(w, sizes, all);
  return { status: 'tested', w, p: Math.min(1, 2 * one), exact };
}

/** The share of all ways to give ranks their signs in which those above 0 add up to at most `w`. */
function countedTail(w: number, ranks: readonly number[]): number {
  // Twice a rank is whole also where ranks are tied.
  const ways = Array.from({ length: 2 * w + 1 }, (_, sum): number => (sum === 0 ? 1 : 0));
  for (const rank of ranks) {
    for (let sum = 2 * w; sum >= 2 * rank; sum -= 1) ways[sum] = (ways[sum] ?? 0) + (ways[sum - 2 * rank] ?? 0);
  }
  return ways.reduce((sum, count) => sum + count, 0) / 2 ** ranks.length;
}

/** @param sizes of the differences, in rising order @param all the sum of their ranks */
function normalTail(w: number, sizes: readonly number[], all: number): number {
  const n = sizes.length;
  const tied = new Map<number, number>();
  for (const size of sizes) tied.set(size, (tied.get(size) ?? 0) + 1);
  const ties = [...tied.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
  return normalCdf((w - all / 2) / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48));
}
