import { counted } from '../core/counted.ts';

/** How much of what a panel is asked there is. */
export interface Judged {
  readonly scores: number;
  readonly comparisons: number;
}

/** How far a panel has come: `3 of 28 scores, 0 of 1 comparison`; what was not asked for is left out. */
export function describeJudged(done: Judged, all: Judged): string {
  return [
    ...(all.scores === 0 ? [] : [`${done.scores} of ${counted(all.scores, 'score')}`]),
    ...(all.comparisons === 0 ? [] : [`${done.comparisons} of ${counted(all.comparisons, 'comparison')}`]),
  ].join(', ');
}
