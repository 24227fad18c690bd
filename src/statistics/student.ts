import { incompleteBeta } from './beta.ts';

/**
 * The distribution function of Student's t (Johnson, Kotz and Balakrishnan 1995, "Continuous univariate distributions" 2, section 28.2), with its
 * relative error below 1e-11 in either tail.
 * @param freedom degrees of freedom, above 0, not necessarily whole
 * @returns 0 to 1
 */
export function studentCdf(t: number, freedom: number): number {
  return t > 0 ? 1 - lowerTail(-t, freedom) : lowerTail(t, freedom);
}

/** How likely a t at least as far from 0, on either side, is where nothing is different. @returns 0 to 1 */
export function twoSided(t: number, freedom: number): number {
  return 2 * lowerTail(-Math.abs(t), freedom);
}

/** @param t at most 0 */
function lowerTail(t: number, freedom: number): number {
  const square = t * t;
  // Each of the two asks for the smaller share of the whole, which is the one that a double holds exactly.
  return square < freedom
    ? (1 - incompleteBeta(square / (freedom + square), 0.5, freedom / 2)) / 2
    : incompleteBeta(freedom / (freedom + square), freedom / 2, 0.5) / 2;
}

/**
 * The t below which lies `probability` of Student's distribution, by bisection.
 * @param probability above 0 and below 1
 * @param freedom degrees of freedom, above 0, not necessarily whole
 */
export function studentQuantile(probability: number, freedom: number): number {
  if (probability > 0.5) return -studentQuantile(1 - probability, freedom);
  let [low, high] = [-1, 0];
  while (lowerTail(low, freedom) > probability) [low, high] = [2 * low, low];
  for (;;) {
    const middle = (low + high) / 2;
    // No double lies between the two any more.
    if (middle <= low || middle >= high) return middle;
    if (lowerTail(middle, freedom) < probability) low = middle;
    else high = middle;
  }
}
