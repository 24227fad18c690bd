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

/** Counts positions of people, and of programs apart. @param positions in the order stored: of one voter's for a time the last counts */
export function swingOf(positions: readonly Position[]): { readonly people: Swing; readonly scripted: Swing } {
  return {
    people: count(positions.filter(({ scripted }) => !scripted)),
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
