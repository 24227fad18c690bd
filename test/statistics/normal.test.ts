import { expect, it } from 'vitest';
import { normalCdf, normalQuantile, Z_95 } from '../../src/statistics/normal.ts';

// scipy 1.17.1: stats.norm.cdf(z)
it.each([
  [-6, 9.865876450376946e-10],
  [-1.96, 0.024997895148220435],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.3, 0.6179114221889526],
  [1, 0.8413447460685429],
  [2.5, 0.9937903346742238],
  [7, 0.9999999999987201],
  [-40, 0],
  [40, 1],
])('the normal distribution at %f is that of scipy', (z, probability) => {
  expect(Math.abs(normalCdf(z) - probability)).toBeLessThan(1e-14);
});

// scipy 1.17.1: stats.norm.ppf(p)
it.each([
  [1e-9, -5.9978070150076865],
  [0.0005, -3.2905267314918945],
  [0.025, -1.9599639845400545],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.99975, 3.4807564043462422],
])('the normal quantile at %f is that of scipy', (probability, z) => {
  expect(normalQuantile(probability)).toBeCloseTo(z, 6);
  // Where few doubles lie close together the quantile is no better than they are.
  if (probability > 1e-6) expect(normalQuantile(probability)).toBeCloseTo(z, 10);
});

it('reaches on either side what 95% need', () => {
  expect(normalCdf(Z_95) - normalCdf(-Z_95)).toBeCloseTo(0.95, 14);
});
