import { gammaln } from 'simple-statistics';

/** No value of a continued fraction that stands in a denominator may be smaller. */
const TINY = 1e-300;
const CLOSE = 1e-15;
const MOST_STEPS = 10_000;

/**
 * The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22), evaluated as Lentz does (Press et al. 2007,
 * "Numerical recipes", section 6.4). The error is below 1e-12 for a and b up to some ten thousand.
 * @param x 0 to 1; one above a half is less exact than 1 - I_(1-x)(b, a) with the 1 - x that is known
 * @param a above 0
 * @param b above 0
 * @returns 0 to 1
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const scale = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x));
  // On the other side of the middle the fraction converges slowly, and its complement fast.
  return x < (a + 1) / (a + b + 2) ? (scale * fraction(x, a, b)) / a : 1 - (scale * fraction(1 - x, b, a)) / b;
}

/** 1 / (1 + d1 / (1 + d2 / (1 + ...))). */
function fraction(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = lower;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      lower = 1 / awayFromZero(1 + term * lower);
      upper = awayFromZero(1 + term / upper);
      factor = upper * lower;
      value *= factor;
    }
    if (Math.abs(factor - 1) < CLOSE) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
