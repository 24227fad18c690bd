import { describe, expect, it } from 'vitest';
import { signedRank } from '../../src/statistics/signed-rank.ts';

const UNTIED = [1.1, -0.4, 2.3, 0.7, -1.6, 3.2, 0.9, 1.8, -0.2, 2.9];
const spaced = (count: number, from: number, step: number): number[] =>
  Array.from({ length: count }, (_, place) => (((place * 37) % 101) - from) / 10 + step * place);

// scipy 1.17.1: stats.wilcoxon(differences)
describe('the signed-rank test is that of scipy', () => {
  it.each([
    ['few', UNTIED, 9, 0.064453125, true],
    ['few that all point one way', [1, 2, 3, 4, 5, 6], 0, 0.03125, true],
    ['fifty', spaced(50, 40, 0.0013), 413, 0.029727315082014982, true],
    ['up to 13 with zeros and ties', [1, 1, -1, 2, 3, -2, 4, 0, 0, 5], 6.5, 0.1328125, true],
    [
      'more with zeros and ties',
      [1, 0, -1, 2, 2, 0, 2, -1, 2, 0, 2, 1, 1, -1, 0.5, 2],
      13.5,
      0.022270978959232784,
      false,
    ],
    [
      'fourteen of which one is zero',
      [0, 1.5, 2.5, -3.5, 4.5, 5.5, -6.5, 7.5, 8.5, 9.5, 10.5, -11.5, 12.5, 13.5],
      20,
      0.07473549830588254,
      false,
    ],
    ['sixty', spaced(60, 45, 0.013), 637, 0.04070468302098055, false],
    ['one', [2], 0, 1, true],
  ] as const)('for %s', (_, differences, w, p, exact) => {
    expect(signedRank(differences)).toEqual({ status: 'tested', w, p: expect.closeTo(p, 12), exact });
  });
});

it('is the same with the sides exchanged', () => {
  expect(signedRank(UNTIED.map((difference) => -difference))).toEqual(signedRank(UNTIED));
});

it.each([[[]], [[0, 0, 0]]])('has no signed-rank test for %j', (differences) => {
  expect(signedRank(differences)).toEqual({ status: 'undefined', reason: 'no pair differs' });
});
