import type { Point } from '../../statistics/estimate.ts';
import type { Figure } from './findings/figure.ts';

/** A mean without an interval. */
export function figureOf(values: readonly number[]): Figure {
  const n = values.length;
  if (n === 0) return { status: 'undefined', reason: 'nothing was observed', n };
  return { status: 'value', value: values.reduce((sum, value) => sum + value, 0) / n, n };
}

/** @param n how many it rests on */
export function figureFrom(point: Point, n: number): Figure {
  return point.status === 'value'
    ? { status: 'value', value: point.value, n }
    : { status: 'undefined', reason: point.reason, n };
}
