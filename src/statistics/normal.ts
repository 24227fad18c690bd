/** The 97.5th percentile of the standard normal distribution: what a 95% interval reaches to on either side. */
export const Z_95 = 1.959963984540054;

/** Beyond this the distribution differs from 0 or 1 by less than a double can add to 1. */
const EDGE = 8;

/**
 * The standard normal distribution function, by the series of Marsaglia 2004 ("Evaluating the normal distribution", J. Stat. Software
 * 11(4)); absolute error below 1e-15. (simple-statistics looks it up in a table of four digits.)
 * @returns 0 to 1
 */
export function normalCdf(z: number): number {
  if (z < -EDGE) return 0;
  if (z > EDGE) return 1;
  let sum = z;
  let term = z;
  let before = 0;
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI));
}

/**
 * The z below which lies `probability` of the standard normal distribution, by bisection: it is asked for three times an interval, so it may
 * be slow, and it needs no table of constants.
 * @param probability above 0 and below 1
 */
export function normalQuantile(probability: number): number {
  let [low, high] = [-EDGE, EDGE];
  // Each step halves 16: sixty leave less than a double can tell.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
