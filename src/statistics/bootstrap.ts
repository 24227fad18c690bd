import type { Random } from '../core/random.ts';
import { bcaInterval } from './bca.ts';
import type { Estimate, Point } from './estimate.ts';
import { reachOf } from './reach.ts';

/** Efron and Tibshirani (1993, "An introduction to the bootstrap") ask for at least 1000 for an interval. */
export const RESAMPLES = 2000;
/** With six units some intervals held the truth in less than 90% of trials (docs/statistics.md), with ten none did. */
export const LEAST_UNITS = 10;
/** An interval over fewer of the resamples would be one of the tamer half of what could have been. */
const LEAST_WITH_VALUE = 0.95;

/**
 * Any statistic with a 95% interval by the bootstrap over whole units: what belongs together (all that came from one base debate, one
 * ballot) is drawn together or not at all. The interval is Efron's BCa, which reaches further the fewer units there are (reach.ts).
 * docs/statistics.md has how often it held the truth where the truth was known.
 * @param units in any number; the statistic is asked of some thousands of lists of as many units, some of them more than once in it
 * @param random the same source gives the same interval
 */
export function bootstrap<Unit>(options: {
  units: readonly Unit[];
  statistic: (units: readonly Unit[]) => Point;
  random: Random;
}): Estimate {
  const { units, statistic, random } = options;
  const point = statistic(units);
  if (point.status === 'undefined' || units.length < LEAST_UNITS) return estimateFrom(point, units.length, NOTHING);
  const leftOut = units.map((_, place) => statistic(units.toSpliced(place, 1)));
  if (valuesOf(leftOut).length < leftOut.length) return estimateFrom(point, units.length, { leftOut, replicates: [] });
  const replicates = Array.from({ length: RESAMPLES }, () => statistic(resample(units, random)));
  return estimateFrom(point, units.length, { leftOut, replicates });
}

/** A statistic of units that were left out and drawn. */
export interface Resampled {
  /** Without each of the units. */
  readonly leftOut: readonly Point[];
  /** Of each resample: RESAMPLES. */
  readonly replicates: readonly Point[];
}
const NOTHING: Resampled = { leftOut: [], replicates: [] };

/** A value with the interval that its resamples give. @param n units that it rests on: below LEAST_UNITS nothing need have been drawn */
export function estimateFrom(point: Point, n: number, { leftOut, replicates }: Resampled): Estimate {
  if (point.status === 'undefined') return { ...point, n };
  const { value } = point;
  const without = (reason: string): Estimate => ({ status: 'no-interval', value, reason, n });
  if (n < LEAST_UNITS) return without(`fewer than ${LEAST_UNITS} units to draw from`);
  const left = valuesOf(leftOut);
  if (left.length < leftOut.length) return without('without one of its units it would have no value');
  const drawn = valuesOf(replicates);
  if (drawn.length < LEAST_WITH_VALUE * RESAMPLES) return without('too many of its resamples have no value');
  const interval = bcaInterval({ value, replicates: drawn, leftOut: left, reach: reachOf(n) });
  return 'reason' in interval ? without(interval.reason) : { status: 'estimated', value, ...interval, n };
}

/** As many units, drawn with replacement. */
export function resample<Unit>(units: readonly Unit[], random: Random): readonly Unit[] {
  // Every index is inside of the array, so every value is a Unit.
  return units.map(() => units[random.integer(0, units.length - 1)] as Unit);
}

function valuesOf(points: readonly Point[]): number[] {
  return points.flatMap((point) => (point.status === 'value' ? [point.value] : []));
}
