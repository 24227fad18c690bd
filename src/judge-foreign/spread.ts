/** Several values at a glance. */
export interface Spread {
  /** How many there are. */
  readonly n: number;
  /** Null where there is none. */
  readonly mean: number | null;
  /** Standard deviation between them; null below two. */
  readonly spread: number | null;
}

/** @param all null for what has no value */
export function spreadOf(all: readonly (number | null)[]): Spread {
  const values = all.filter((value) => value !== null);
  const mean = meanOf(values);
  if (mean === null) return { n: 0, mean, spread: null };
  const n = values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, spread: n < 2 ? null : Math.sqrt(squares / (n - 1)) };
}

/** Null for no value. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `4.20 ± 0.31 [12]`. @param of how many there could be: where there are fewer, their number is said */
export function spreadWords(value: Spread | undefined, of: number): string {
  if (value === undefined || value.mean === null) return 'unscored';
  const spread = value.spread === null ? '' : ` ± ${value.spread.toFixed(2)}`;
  return `${value.mean.toFixed(2)}${spread}${value.n < of ? ` [${value.n}]` : ''}`;
}
