import { counted } from '../core/counted.ts';
import type { DataSet } from './data-set.ts';
import { ROW_REASONS, TRIAL_REASONS } from './left-out.ts';

/** Rows of cells, the first one the head: a name, and numbers. */
export type CountTable = readonly (readonly string[])[];

/** Which trials are in it and why others are not; the counts sum to all that were read. */
export function trialTable({ trials }: DataSet): CountTable {
  return [
    ['Trials', 'count'],
    ['used', String(trials.used)],
    ...trials.leftOut.map(({ reason, count }) => [`left out: ${TRIAL_REASONS[reason]}`, String(count)]),
  ];
}

/** What the used trials gave; each column sums to what they could have given. */
export function rowTable({ kinds }: DataSet): CountTable {
  const found = new Set(kinds.flatMap(({ leftOut }) => leftOut.map(({ reason }) => reason)));
  // Keys of this record are its reasons.
  const reasons = (Object.keys(ROW_REASONS) as (keyof typeof ROW_REASONS)[]).filter((reason) => found.has(reason));
  return [
    ['Rows', ...kinds.map(({ kind }) => kind)],
    ['written', ...kinds.map(({ rows }) => String(rows))],
    ...reasons.map((reason) => [
      `left out: ${ROW_REASONS[reason]}`,
      ...kinds.map(({ leftOut }) => String(leftOut.find((one) => one.reason === reason)?.count ?? 0)),
    ]),
  ];
}

/** By what rows were chosen, as a sentence. */
export function filterWords({ filters }: Pick<DataSet, 'filters'>): string {
  const { minVotes, minMargin, minRaters, agreement } = filters;
  const agreed = {
    any: 'whether or not judge and people agree',
    same: 'only where judge and people preferred the same',
    different: 'only where judge and people preferred different ones',
  } as const satisfies Record<typeof agreement, string>;
  return `Pairs and labels: of ballots with at least ${counted(minVotes, 'vote')}, with a margin of at least ${minMargin}. Ratings: of at least ${counted(minRaters, 'rater')}. All of them: ${agreed[agreement]}.`;
}
