import { describe, expect, it } from 'vitest';
import type { Position, PositionTime } from '../../src/community/position.ts';
import { swingOf } from '../../src/community/swing.ts';
import { voterId } from '../support/people.ts';

function stands(voter: string, time: PositionTime, position: number, scripted = false): Position {
  return { voter: voterId(voter), time, position, scripted };
}

const FIVE = ['a', 'b', 'c', 'd', 'e'];

describe('the swing of an audience', () => {
  it('is counted among those who said where they stand before and after', () => {
    const { people } = swingOf([
      ...FIVE.map((voter) => stands(voter, 'before', -1)),
      ...FIVE.slice(0, 3).map((voter) => stands(voter, 'after', 2)),
      stands('d', 'after', -1),
      stands('e', 'after', 0),
      stands('late', 'after', -3),
      stands('left', 'before', 3),
    ]);
    expect(people).toEqual({
      answered: { before: 6, after: 6, both: 5 },
      before: { for: 0, undecided: 0, against: 5 },
      after: { for: 3, undecided: 1, against: 1 },
      moved: { for: 4, undecided: 1, against: 0 },
      meanChange: 2,
      won: 'for',
    });
  });

  it('counts the last word of each', () => {
    const twice = FIVE.flatMap((voter) => [stands(voter, 'before', 3), stands(voter, 'before', -2)]);
    const { people } = swingOf([...twice, ...FIVE.map((voter) => stands(voter, 'after', -2))]);
    expect(people).toMatchObject({ meanChange: 0, won: 'tie', moved: { undecided: 5 } });
  });

  it('is no swing with too few, and counts programs apart', () => {
    const programs = FIVE.flatMap((voter) => [stands(voter, 'before', 0, true), stands(voter, 'after', -1, true)]);
    const { people, scripted } = swingOf([...programs, stands('mo', 'before', 0), stands('mo', 'after', 3)]);
    expect(people).toMatchObject({ answered: { both: 1 }, meanChange: null, won: null });
    expect(scripted).toMatchObject({ meanChange: -1, won: 'against' });
  });
});
