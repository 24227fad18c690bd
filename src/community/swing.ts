import { type Counting, type LeftOutCount, siftPeople } from './left-out.ts';
import type { Position, PositionTime } from './position.ts';
import { LEAST_VOTES } from './tally.ts';

/** How many stand on a side. */
export interface Sides {
  readonly for: number;
  readonly undecided: number;
  readonly against: number;
}

/** What a debate did to where its audience stands: of those alone who said so both before and after. */
export interface Swing {
  /** Who said so at all, before and after, and both times. */
  readonly answered: { readonly before: number; readonly after: number; readonly both: number };
  readonly before: Sides;
  readonly after: Sides;
  /** How many moved towards each side by any step of the scale. */
  readonly moved: Sides;
  /** Mean of after minus before, -6 to 6; null with fewer than LEAST_VOTES who said so both times. */
  readonly meanChange: number | null;
  /** The side that gained the larger share, as such debates are decided; null with too few, `tie` for equal gains. */
  readonly won: 'for' | 'against' | 'tie' | null;
}

/** How an audience moved, in its raw and its filtered count, and programs apart. */
export interface AudienceSwing {
  /** Everybody but programs: the raw count. */
  readonly people: Swing;
  /** Those of them whom the ballot's rules leave in. */
  readonly filtered: Swing;
  /** How many of the people the filtered count leaves out, by the first reason that holds for them. */
  readonly leftOut: readonly LeftOutCount[];
  /** Of whom nothing is known (positions of earlier versions), so that they stand in both counts. */
  readonly unknown: number;
  /** Programs (`--audience`): shown apart, never added to people. */
  readonly scripted: Swing;
}

/** Counts where an audience stood. @param positions in the order stored: of one voter's for a time the last counts */
export function swingOf(positions: readonly Position[], counting: Counting): AudienceSwing {
  const people = positions.filter(({ scripted }) => !scripted);
  const { kept, leftOut, unknown } = siftPeople(people, counting);
  return {
    people: count(people),
    filtered: count(people.filter(({ voter }) => kept.has(voter))),
    leftOut,
    unknown,
    scripted: count(positions.filter(({ scripted }) => scripted)),
  };
}

function count(positions: readonly Position[]): Swing {
  const at = (time: PositionTime): Map<string, number> =>
    new Map(positions.flatMap((given) => (given.time === time ? [[given.voter, given.position]] : [])));
  const [before, after] = [at('before'), at('after')];
  const pairs = [...before].flatMap(([voter, from]) => {
    const to = after.get(voter);
    return to === undefined ? [] : [{ from, to }];
  });
  const sidesBefore = sidesOf(pairs.map(({ from }) => from));
  const sidesAfter = sidesOf(pairs.map(({ to }) => to));
  const gain = sidesAfter.for - sidesBefore.for - (sidesAfter.against - sidesBefore.against);
  const enough = pairs.length >= LEAST_VOTES;
  return {
    answered: { before: before.size, after: after.size, both: pairs.length },
    before: sidesBefore,
    after: sidesAfter,
    moved: sidesOf(pairs.map(({ from, to }) => to - from)),
    meanChange: enough ? pairs.reduce((sum, { from, to }) => sum + to - from, 0) / pairs.length : null,
    won: !enough ? null : gain === 0 ? 'tie' : gain > 0 ? 'for' : 'against',
  };
}

function sidesOf(values: readonly number[]): Sides {
  return {
    for: values.filter((value) => value > 0).length,
    undecided: values.filter((value) => value === 0).length,
    against: values.filter((value) => value < 0).length,
  };
}
