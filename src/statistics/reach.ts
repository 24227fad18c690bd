import { Z_95 } from './normal.ts';

/**
 * How far a bootstrap's 95% interval of `n` units reaches, in standard deviations. Resamples of few units vary too little, so 1.96 would be too
 * narrow: it is Student's 97.5th percentile with n - 1 degrees of freedom (by its expansion: Abramowitz and Stegun 1964, 26.7.5) times the
 * root of n / (n - 1), the "expanded" interval of Hesterberg 2015, "What teachers should know about the bootstrap", The American Statistician
 * 69(4).
 * @param n at least 10: for less the expansion is too short
 */
export function reachOf(n: number): number {
  const z = Z_95;
  const freedom = n - 1;
  const t =
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
  return t * Math.sqrt(n / freedom);
}
