import type { Random } from '../core/random.ts';
import { bcaInterval } from './bca.ts';
import type { Estimate, Point } from './estimate.ts';
import { Z_95 } from './normal.ts';

/** Efron and Tibshirani (1993, section 14.3) ask for at least 1000; more moves limits by less than the data do. */
const RESAMPLES = 2000;
/** With fewer units no interval kept near its 95% where it was tried. */
export const LEAST_UNITS = 10;
/** An interval over fewer of the resamples would be one of the tamer half of what could have been. */
const LEAST_WITH_VALUE = 0.95;

/**
 * Any statistic with a 95% interval by the bootstrap over whole units: what belongs together (all that came from one base debate, one
 * ballot) is drawn together or not at all. The interval is Efron's BCa, reaching as far as Student's t does beyond the normal distribution:
 * without that it is too narrow for few units (Hesterberg 2015, "What teachers should know about the bootstrap", The American Statistician
 * 69(4), section 4, "expanded"). docs/statistics.md has how often it held the truth where the truth was known.
 * @param units in any number; the statistic is asked of some thousands of lists of as many units, some of them more than once in it
 * @param random the same source gives the same interval
 */
export function bootstrap<Unit>(options: {
  units: readonly Unit[];
  statistic: (units: readonly Unit[]) => Point;
  random: Random;
}): Estimate {
  const { units, statistic, random } = options;
  const n = units.length;
  const point = statistic(units);
  if (point.status === 'undefined') return { ...point, n };
  const { value } = point;
  const without = (reason: string): Estimate => ({ status: 'no-interval', value, reason, n });

  if (n < LEAST_UNITS) return without(`fewer than ${LEAST_UNITS} units to draw from`);
  const leftOut = valuesOf(units.map((_, place) => statistic(units.toSpliced(place, 1))));
  if (leftOut.length < n) return without('without one of its units it would have no value');
  const replicates = valuesOf(Array.from({ length: RESAMPLES }, () => statistic(resample(units, random))));
  if (replicates.length < LEAST_WITH_VALUE * RESAMPLES) return without('too many of its resamples have no value');
  const interval = bcaInterval({ value, replicates, leftOut, reach: reachOf(n) });
  return 'reason' in interval ? without(interval.reason) : { status: 'estimated', value, ...interval, n };
}

/** Student's 97.5th percentile with n - 1 degrees of freedom (its expansion: Abramowitz and Stegun 1964, 26.7.5), for the spread of n units. */
function reachOf(n: number): number {
  const z = Z_95;
  const freedom = n - 1;
  const t =
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
  return t * Math.sqrt(n / freedom);
}

function resample<Unit>(units: readonly Unit[], random: Random): readonly Unit[] {
  // Every index is inside of the array, so every value is a Unit.
  return units.map(() => units[random.integer(0, units.length - 1)] as Unit);
}

function valuesOf(points: readonly Point[]): number[] {
  return points.flatMap((point) => (point.status === 'value' ? [point.value] : []));
}
