import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachOf } from '../../src/statistics/reach.ts';
import { studentCdf, studentQuantile, twoSided } from '../../src/statistics/student.ts';

const within = (value: number, expected: number, relative: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

// scipy 1.17.1: stats.t.cdf(t, freedom)
it.each([
  [-40, 14, 3.884395400114281e-16],
  [-5, 14, 9.725765312863305e-5],
  [-2, 2.5, 0.07869574787898295],
  [0, 0.3, 0.5],
  [0.001, 3, 0.5003675525152695],
  [3, 1000, 0.9986166454778809],
  [60, 5, 0.9999999878318112],
])('Student’s distribution at %f with %f degrees of freedom is that of scipy', (t, freedom, probability) => {
  within(studentCdf(t, freedom), probability, 1e-11);
});

// scipy 1.17.1: stats.t.ppf(p, freedom)
it.each([
  [1e-9, 14, -13.517459714565794],
  [0.025, 0.05, -1.1958337585475397e25],
  [0.50001, 3, 2.7206990467761966e-5],
  [0.6, 14, 0.25821265388905856],
  [0.975, 0.7, 36.611415031588656],
  [0.975, 2.3, 3.807163208232131],
  [0.975, 14, 2.144786687917804],
  [0.9995, 14, 4.140454112738259],
  [0.975, 10_000, 1.960201239890626],
])('Student’s quantile at %f with %f degrees of freedom is that of scipy', (probability, freedom, t) => {
  within(studentQuantile(probability, freedom), t, 1e-9);
});

it('a quantile is where the distribution reaches it', () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(probability, fc.double({ min: 0.2, max: 500, noNaN: true }), (p, freedom) => {
      within(studentCdf(studentQuantile(p, freedom), freedom), p, 1e-9);
    }),
  );
});

// scipy 1.17.1: 2 * stats.t.sf(abs(t), freedom)
it.each([
  [-2.5, 14, 0.025466664614062162],
  [2.5, 14, 0.025466664614062162],
  [0, 5, 1],
])('a t of %f with %f degrees of freedom lies as far off as scipy says', (t, freedom, p) => {
  within(twoSided(t, freedom), p, 1e-12);
});

// scipy 1.17.1: stats.t.ppf(0.975, n - 1) * np.sqrt(n / (n - 1))
it.each([
  [2, 17.969287064187508],
  [10, 2.3845230199022156],
  [20, 2.1473973702164244],
  [50, 2.0299775392552135],
  [200, 1.9769050000730655],
])('a bootstrap of %i units reaches as far as scipy’s Student', (n, reach) => {
  expect(reachOf(n)).toBeCloseTo(reach, 12);
});
