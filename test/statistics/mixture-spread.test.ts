import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mixtureSpread } from '../../src/statistics/mixture-spread.ts';

/** Mean and standard deviation of shares of the levels 1, 2, 3 and so on. */
function momentsOf(shares: readonly number[]): { value: number; spread: number } {
  const value = shares.reduce((sum, share, place) => sum + share * (place + 1), 0);
  return { value, spread: Math.sqrt(shares.reduce((sum, share, place) => sum + share * (place + 1 - value) ** 2, 0)) };
}

const distribution = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 7, maxLength: 7 })
  .map((weights) => weights.map((weight) => weight / weights.reduce((sum, one) => sum + one, 0)));

it('is that of the distribution in which each part has the same share, whatever the parts are', () => {
  fc.assert(
    fc.property(fc.array(distribution, { minLength: 1, maxLength: 5 }), (parts) => {
      const together = Array.from({ length: 7 }, (_, level) =>
        parts.reduce((sum, shares) => sum + (shares[level] ?? 0) / parts.length, 0),
      );
      expect(mixtureSpread(parts.map(momentsOf))).toBeCloseTo(momentsOf(together).spread, 10);
    }),
  );
});

it.each([
  ['one part has its own', [{ value: 3, spread: 1.2 }], 1.2],
  [
    'parts that agree have theirs',
    [
      { value: 3, spread: 1 },
      { value: 3, spread: 1 },
    ],
    1,
  ],
  [
    'two that are certain are half their distance off the middle',
    [
      { value: 2, spread: 0 },
      { value: 6, spread: 0 },
    ],
    2,
  ],
  // The root of (1 + 4) / 2, the mean variance, and 1, the variance of 3 and 5.
  [
    'both count',
    [
      { value: 3, spread: 1 },
      { value: 5, spread: 2 },
    ],
    Math.sqrt(3.5),
  ],
])('%s', (_, parts, spread) => {
  expect(mixtureSpread(parts)).toBeCloseTo(spread, 12);
});

it('is not known where one of its parts is not, and of nothing', () => {
  expect(mixtureSpread([{ value: 3, spread: 1 }, { value: 3 }])).toBeNull();
  expect(mixtureSpread([])).toBeNull();
});
