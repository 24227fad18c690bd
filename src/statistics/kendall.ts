import { type Point, pointAt } from './estimate.ts';
import { type Pair, whyUnranked } from './pair.ts';

/**
 * Kendall's tau-b: concordant less discordant pairs of pairs, over the geometric mean of those not tied on either side (Kendall 1945, "The
 * treatment of ties in ranking problems"). Counted in O(n log n) with a tree of sums over the ranks of y (Fenwick 1994).
 * @returns -1 to 1; undefined for fewer than three pairs and where one side is constant
 */
export function kendall(pairs: readonly Pair[]): Point {
  const unranked = whyUnranked(pairs);
  if (unranked !== undefined) return unranked;
  const all = pairsIn(pairs.length);
  const untiedX = all - tiedPairs(pairs.map(([x]) => x));
  const untiedY = all - tiedPairs(pairs.map(([, y]) => y));
  // One root of the product: a root of each would miss 1 by rounding where the order is perfect.
  return pointAt(concordantLessDiscordant(pairs) / Math.sqrt(untiedX * untiedY));
}

function concordantLessDiscordant(pairs: readonly Pair[]): number {
  const ranks = new Map([...new Set(pairs.map(([, y]) => y))].sort((a, b) => a - b).map((y, rank) => [y, rank]));
  const before = new Sums(ranks.size);
  const sorted = pairs.map(([x, y]) => ({ x, rank: ranks.get(y) ?? 0 })).sort((a, b) => a.x - b.x);
  let balance = 0;
  let waiting: number[] = [];
  sorted.forEach(({ x, rank }, place) => {
    // Those of the same x are neither concordant nor discordant: they wait until the next x.
    if (x !== sorted[place - 1]?.x) {
      for (const passed of waiting) before.add(passed);
      waiting = [];
    }
    const seen = place - waiting.length;
    balance += before.below(rank) - (seen - before.below(rank + 1));
    waiting.push(rank);
  });
  return balance;
}

/** How many values were added below a rank, both in logarithmic time. */
class Sums {
  readonly #tree: number[];

  constructor(size: number) {
    this.#tree = Array.from({ length: size + 1 }, () => 0);
  }

  add(rank: number): void {
    for (let node = rank + 1; node < this.#tree.length; node += node & -node) {
      this.#tree[node] = (this.#tree[node] ?? 0) + 1;
    }
  }

  below(rank: number): number {
    let sum = 0;
    for (let node = rank; node > 0; node -= node & -node) sum += this.#tree[node] ?? 0;
    return sum;
  }
}

function tiedPairs(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + pairsIn(count), 0);
}

function pairsIn(count: number): number {
  return (count * (count - 1)) / 2;
}
