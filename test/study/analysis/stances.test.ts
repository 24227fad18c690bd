import { describe, expect, it } from 'vitest';
import { seatSchema } from '../../../src/debate/plan.ts';
import { stancesOf } from '../../../src/study/analysis/stances.ts';
import type { DebateRow } from '../../../src/study/data/study-rows.ts';
import { makeStudy } from '../made-study.ts';
import { changed, found } from './findings-of.ts';

const data = makeStudy({ scenarios: 6, ensembles: 1, judged: ['debate'] });

/** Every ensemble's debate with these statements: the seats of its members are 0 (for) and 1 (against). */
function withStances(stated: readonly { round: number; seat: number; stance: number; movedBy?: number }[]) {
  const told = changed(data, {
    debate: (row): DebateRow => {
      const seatOf = (place: number) => row.members[place]?.seat ?? seatSchema.parse('nobody');
      return {
        ...row,
        stancesMissing: 1,
        stances: stated.map(({ round, seat, stance, movedBy }) => ({
          round,
          seat: seatOf(seat),
          stance,
          confidence: 0.5,
          movedBy: movedBy === undefined ? null : seatOf(movedBy),
          because: '',
          promptTokens: null,
          completionTokens: null,
          milliseconds: 0,
        })),
      };
    },
  });
  return found(stancesOf(told), ({ arm }) => arm === 'ensemble');
}

describe('stances', () => {
  it('are counted by who moved, how far, towards whom and by whose words', () => {
    const told = withStances([
      { round: 1, seat: 0, stance: 3 },
      { round: 1, seat: 1, stance: -2 },
      { round: 2, seat: 0, stance: 1, movedBy: 1 },
      { round: 2, seat: 1, stance: -2 },
    ]);
    expect(told).toMatchObject({
      members: 12,
      stated: 24,
      missing: 6,
      moved: { count: 6, of: 12, share: { value: 0.5, n: 6 } },
      distance: { value: 1 },
      drift: { value: -1 },
      changes: 6,
      towards: { others: 6, awayFromOthers: 0, neither: 0 },
      movedBy: { ownSide: 0, otherSide: 6, noSide: 0, nobody: 0 },
    });
  });

  it('that come back are changes, and no move; one that leaves the others further behind is away from them', () => {
    const told = withStances([
      { round: 1, seat: 0, stance: 1 },
      { round: 1, seat: 1, stance: 0 },
      { round: 2, seat: 0, stance: 2 },
      { round: 3, seat: 0, stance: 1, movedBy: 0 },
    ]);
    expect(told).toMatchObject({
      moved: { count: 0, of: 6 },
      changes: 12,
      towards: { others: 6, awayFromOthers: 6, neither: 0 },
      movedBy: { ownSide: 6, otherSide: 0, noSide: 0, nobody: 6 },
    });
  });

  it('are set beside where the others stood until then, not beside where they came to later', () => {
    const told = withStances([
      { round: 1, seat: 0, stance: 1 },
      { round: 1, seat: 1, stance: 3 },
      { round: 2, seat: 0, stance: 2 },
      { round: 2, seat: 1, stance: -3 },
    ]);
    expect(told.towards).toEqual({ others: 6, awayFromOthers: 6, neither: 0 });
  });

  it('of which there is one of a member say nothing of a move', () => {
    const told = withStances([{ round: 1, seat: 0, stance: 1 }]);
    expect(told).toMatchObject({
      members: 6,
      moved: { count: 0, of: 0, share: { status: 'undefined' } },
      distance: { status: 'undefined' },
    });
  });
});
