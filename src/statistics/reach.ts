import { studentQuantile } from './student.ts';

/**
 * How far a bootstrap's 95% interval of `n` units reaches, in standard deviations. Resamples of few units vary too little, so 1.96 would be too
 * narrow: it is Student's 97.5th percentile with n - 1 degrees of freedom times the root of n / (n - 1), the "expanded" interval of Hesterberg
 * 2015, "What teachers should know about the bootstrap", The American Statistician 69(4).
 * @param n at least 2
 */
export function reachOf(n: number): number {
  return studentQuantile(0.975, n - 1) * Math.sqrt(n / (n - 1));
}
