import { reasonWords, type UnscoredCounts } from './count-reasons.ts';
import type { JudgeSummary } from './run-summary.ts';

/** A table's columns: one for each judge, and one for all together where there are several. */
export interface PanelColumns<Summary> {
  readonly judges: readonly (Summary & { readonly name: string })[];
  /** The same, and what all say together. */
  readonly all: readonly (Summary & { readonly name: string })[];
}

/** @param seats the panel, in order */
export function panelColumns<Summary extends object>(
  { judges, together }: { readonly judges: readonly Summary[]; readonly together: Summary | null },
  seats: readonly JudgeSummary[],
): PanelColumns<Summary> {
  const named = judges.map((summary, place) => ({ ...summary, name: nameOf(seats[place]) }));
  return { judges: named, all: together === null ? named : [...named, { ...together, name: 'together' }] };
}

/** What each judge could not score or compare. */
export function unscoredLines({ judges }: PanelColumns<{ readonly unscored: UnscoredCounts }>): string[] {
  return judges.flatMap(({ name, unscored }) => {
    const words = reasonWords(unscored);
    return words === '' ? [] : [`Unscored by ${name}: ${words}.`];
  });
}

function nameOf(seat: JudgeSummary | undefined): string {
  return seat === undefined ? '' : `${seat.judge} ${seat.model}`;
}
