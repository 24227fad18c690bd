import type { Comparison } from '../trial/result.ts';
import type { Outcome } from './left-out.ts';

export const AGREEMENTS = ['any', 'same', 'different'] as const;

/** Which rows a data set takes. */
export interface Filters {
  /** A ballot with fewer voters in its filtered count gives no pair and no label. */
  readonly minVotes: number;
  /** 0 to 1: what a row's margin must be at least, whichever way it goes. */
  readonly minMargin: number;
  /** An answer with fewer raters on a criterion gives no rating; at least LEAST_RATERS. */
  readonly minRaters: number;
  /** Whether judge and people must have preferred the same answer. */
  readonly agreement: (typeof AGREEMENTS)[number];
}

/** The row, unless a filter leaves it out. */
export function filtered<Row extends { readonly margin: number | null; readonly agreement: Comparison }>(
  row: Row,
  { minMargin, agreement }: Pick<Filters, 'minMargin' | 'agreement'>,
): Outcome<Row> {
  if (row.margin !== null && Math.abs(row.margin) < minMargin) return { status: 'left-out', reason: 'small-margin' };
  if (agreement !== 'any' && row.agreement !== agreement) return { status: 'left-out', reason: 'other-agreement' };
  return { status: 'row', row };
}
