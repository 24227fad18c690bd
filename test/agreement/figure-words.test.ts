import { expect, it } from 'vitest';
import { decimal, figureCells, notEnoughWords } from '../../src/agreement/figure-words.ts';

it.each([
  [{ status: 'estimated', value: -0.514, low: -0.7, high: 0.004, n: 60 }, ['−0.51', '−0.70 to 0.00', '60']],
  [{ status: 'no-interval', value: 1, reason: 'too few', n: 20 }, ['1.00', 'none: too few', '20']],
  [{ status: 'undefined', reason: 'nothing to rank', n: 20 }, ['undefined', 'nothing to rank', '20']],
  [{ status: 'not-enough-votes', n: 3, least: 20 }, ['not enough votes', '20 are needed', '3']],
] as const)('a figure %j is told as %j', (figure, cells) => {
  expect(figureCells(figure)).toEqual(cells);
});

it.each([
  [-0.001, '0.00'],
  [0, '0.00'],
  [-0.006, '−0.01'],
  [-10.25, '−10.25'],
])('%f is written %s', (value, written) => {
  expect(decimal(value)).toBe(written);
});

it('says how many answers there are, and how many are needed', () => {
  expect(notEnoughWords({ status: 'not-enough-votes', n: 3, least: 20 }, true)).toBe(
    'not enough votes: 3 answers with at least 3 raters and a score, 20 are needed',
  );
  expect(notEnoughWords({ status: 'not-enough-votes', n: 1, least: 20 }, false)).toBe(
    'not enough votes: 1 answer with at least 3 raters, 20 are needed',
  );
});
