import { gammaln } from 'simple-statistics';
import { incompleteBeta } from './beta.ts';
import { normalCdf } from './normal.ts';

/** Terms after the largest one that are smaller add nothing. */
const NOTHING = 1e-18;

/**
 * The distribution function of the noncentral t (Lenth 1989, "Algorithm AS 243: cumulative distribution function of the non-central t distribution",
 * Applied Statistics 38(1)): of t where the truth lies `off` standard errors from 0. Absolute error below 1e-11.
 * @param freedom degrees of freedom, above 0
 * @param off -35 to 35: beyond, the series starts with a 0
 * @returns 0 to 1
 */
export function noncentralCdf(t: number, freedom: number, off: number): number {
  if (t < 0) return 1 - noncentralCdf(-t, freedom, -off);
  const x = (t * t) / (freedom + t * t);
  const half = (off * off) / 2;
  let sum = 0;
  for (let step = 0; ; step += 1) {
    const even = weight(half, step, step + 1);
    const odd = (off / Math.SQRT2) * weight(half, step, step + 1.5);
    sum += even * incompleteBeta(x, step + 0.5, freedom / 2) + odd * incompleteBeta(x, step + 1, freedom / 2);
    if (step > half && even + Math.abs(odd) < NOTHING) break;
  }
  return Math.min(1, Math.max(0, normalCdf(-off) + sum / 2));
}

/** e^-half half^step / gamma(place). */
function weight(half: number, step: number, place: number): number {
  if (half === 0) return step === 0 ? Math.exp(-gammaln(place)) : 0;
  return Math.exp(step * Math.log(half) - half - gammaln(place));
}
