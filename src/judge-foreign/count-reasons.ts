import type { Unscored, UnscoredReason } from '../judge/score.ts';

/** How often something could not be had, by its reason. */
export type UnscoredCounts = Readonly<Partial<Record<UnscoredReason, number>>>;

/** What could not be had, by its reason. */
export function countReasons(
  outcomes: readonly (Unscored | { readonly status: 'scored' | 'compared' })[],
): UnscoredCounts {
  const counts: Partial<Record<UnscoredReason, number>> = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'unscored') counts[outcome.reason] = (counts[outcome.reason] ?? 0) + 1;
  }
  return counts;
}

/** `3 (model-failed 2, nothing-to-judge 1)`; empty for none. */
export function reasonWords(counts: UnscoredCounts): string {
  const all = Object.entries(counts);
  if (all.length === 0) return '';
  const sum = all.reduce((total, [, count]) => total + count, 0);
  return `${sum} (${all.map(([reason, count]) => `${reason} ${count}`).join(', ')})`;
}
