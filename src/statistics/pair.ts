import { type Undefined, undefinedFor } from './estimate.ts';

/** Two measurements of one thing: the judge's and the community's. */
export type Pair = readonly [x: number, y: number];

/** Two points always lie on a line, and two items always agree wholly or not at all: nothing that data could have said otherwise. */
export const FEWEST = 3;

/** Why these pairs have no rank correlation; undefined when they have one. */
export function whyUnranked(pairs: readonly Pair[]): Undefined | undefined {
  if (pairs.length < FEWEST) return undefinedFor('fewer than three pairs');
  const constant = ([0, 1] as const).some((side) => pairs.every((pair) => pair[side] === pairs[0]?.[side]));
  return constant ? undefinedFor('all values of one side are the same, so it ranks nothing') : undefined;
}
