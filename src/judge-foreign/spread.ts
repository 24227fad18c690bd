import { inBrackets } from '../core/in-brackets.ts';
import type { Valued } from '../judge/summary.ts';

/** The scores of several objects at a glance. */
export interface Spread {
  /** How many there are. */
  readonly n: number;
  /** Null where there is none. */
  readonly mean: number | null;
  /** Standard deviation between them; null below two. */
  readonly spread: number | null;
  /** Mean spread of the judges' own answer on one of them, in levels; null where none is known. */
  readonly within: number | null;
}

/** What has no score. */
export const NO_VALUE: Valued = { value: null, spread: null };

export function spreadOf(all: readonly Valued[]): Spread {
  const values = all.flatMap(({ value }) => value ?? []);
  const within = meanOf(all.flatMap(({ spread }) => spread ?? []));
  const mean = meanOf(values);
  if (mean === null) return { n: 0, mean, spread: null, within };
  const n = values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, spread: n < 2 ? null : Math.sqrt(squares / (n - 1)), within };
}

/** Null for no value. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `4.20 ± 0.31 (2.10) [12]`. @param of how many there could be: where there are fewer, their number is said */
export function spreadWords(value: Spread | undefined, of: number): string {
  if (value === undefined || value.mean === null) return 'unscored';
  const spread = value.spread === null ? '' : ` ± ${value.spread.toFixed(2)}`;
  const within = value.within === null ? '' : inBrackets(value.within.toFixed(2));
  return `${value.mean.toFixed(2)}${spread}${within}${value.n < of ? ` [${value.n}]` : ''}`;
}
