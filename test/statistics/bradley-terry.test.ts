import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { bradleyTerry, chanceOf, type Duel, islandsOf } from '../../src/statistics/bradley-terry.ts';

const duel = (one: string, other: string, wins: number, losses: number): Duel => ({ one, other, wins, losses });
const DUELS = [
  duel('a', 'b', 7, 3),
  duel('a', 'c', 5.5, 4.5),
  duel('b', 'c', 6, 2),
  duel('c', 'd', 1.5, 6.5),
  duel('a', 'd', 4, 0),
];
const strengthsOf = (duels: readonly Duel[]): Record<string, number> => Object.fromEntries(bradleyTerry(duels));

/** How far the wins of each are from those that the strengths predict, each having tied once with one of strength 0. */
function misses(duels: readonly Duel[]): number[] {
  const strengths = bradleyTerry(duels);
  return [...strengths].map(([id, own]) => {
    const met = duels.flatMap(({ one, other, wins, losses }) => {
      if (one === id) return [{ against: other, wins, times: wins + losses }];
      return other === id ? [{ against: one, wins: losses, times: wins + losses }] : [];
    });
    const expected = met.reduce(
      (sum, { against, times }) => sum + times * chanceOf(own - (strengths.get(against) ?? Number.NaN)),
      chanceOf(own),
    );
    return met.reduce((sum, { wins }) => sum + wins, 0.5) - expected;
  });
}

describe('Bradley-Terry strengths', () => {
  // choix 0.4.1: data has (i, j) twice for each win of i over j and once for each half, and (i, M), (M, i) for each i, where M is one item more;
  // p = choix.ilsr_pairwise(M + 1, data, alpha=0, max_iter=1000, tol=1e-13); p - p[M]
  it('are those of choix', () => {
    const strengths = strengthsOf(DUELS);
    expect(strengths['a']).toBeCloseTo(0.55455298, 7);
    expect(strengths['b']).toBeCloseTo(0.05105581, 7);
    expect(strengths['c']).toBeCloseTo(-0.57901662, 7);
    expect(strengths['d']).toBeCloseTo(-0.02844733, 7);
  });

  it('do not depend on the order of duels, on who is named first, nor on where the search begins', () => {
    const turned = DUELS.map(({ one, other, wins, losses }) => duel(other, one, losses, wins)).reverse();
    const far = bradleyTerry(DUELS, new Map([...'abcd'].map((id, place) => [id, 8 * (-1) ** place])));
    for (const [id, strength] of bradleyTerry(DUELS)) {
      expect(strengthsOf(turned)[id]).toBeCloseTo(strength, 9);
      expect(far.get(id)).toBeCloseTo(strength, 9);
    }
  });

  it('predict as many wins of each as it had, however lopsided the duels are', () => {
    const random = seededRandom(1);
    for (let set = 0; set < 50; set += 1) {
      const size = random.integer(2, 12);
      const most = [3, 30, 3000][set % 3] ?? 3;
      const duels = Array.from({ length: random.integer(1, 3 * size) }, () =>
        duel(
          `e${random.integer(1, size)}`,
          `e${random.integer(1, size)}`,
          random.integer(0, 1) * random.integer(0, most),
          random.integer(0, 1) * (random.integer(0, most) / 2),
        ),
      ).filter(({ one, other, wins, losses }) => one !== other && wins + losses > 0);
      for (const miss of misses(duels)) expect(Math.abs(miss)).toBeLessThan(1e-6);
    }
  });

  it('are finite for one that never lost', () => {
    const { a = Number.NaN, b = Number.NaN } = strengthsOf([duel('a', 'b', 1000, 0)]);
    expect(a).toBeGreaterThan(2);
    expect(a).toBeLessThan(10);
    expect(b).toBeCloseTo(-a, 9);
  });

  it('are zero for two that only tied', () => {
    const { a = Number.NaN, b = Number.NaN } = strengthsOf([duel('a', 'b', 2.5, 2.5)]);
    expect([a, b]).toEqual([0, 0]);
    expect(chanceOf(a - b)).toBe(0.5);
  });

  it('are none for whoever never met another', () => {
    expect(strengthsOf([])).toEqual({});
    expect(strengthsOf([duel('a', 'b', 0, 0), duel('a', 'a', 3, 1)])).toEqual({});
  });
});

it('islands are those whom duels connect, the largest first', () => {
  const islands = islandsOf([duel('x', 'y', 1, 0), ...DUELS, duel('z', 'z', 1, 0), duel('u', 'v', 0, 0)]);
  expect(islands.map((island) => island.toSorted())).toEqual([
    ['a', 'b', 'c', 'd'],
    ['x', 'y'],
  ]);
});
