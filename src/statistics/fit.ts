import { type Estimate, type Point, pointAt, undefinedFor } from './estimate.ts';
import { studentQuantile, twoSided } from './student.ts';

/** A value with its standard error (above 0), and that error's degrees of freedom (above 0, not necessarily whole). */
export interface Fit {
  readonly value: number;
  readonly error: number;
  readonly freedom: number;
}

/** A value, and how likely one at least as far from 0 would be if the truth were 0. The interval leaves out 0 where p is at most 0.05. */
export interface Tested {
  readonly estimate: Estimate;
  /** 0 to 1; undefined where there is no interval. */
  readonly p: Point;
}

/** By Student's t: the 95% interval, and p. @param n clusters */
export function testedByStudent({ value, error, freedom }: Fit, n: number): Tested {
  const half = studentQuantile(0.975, freedom) * error;
  return {
    estimate: { status: 'estimated', value, low: value - half, high: value + half, n },
    p: pointAt(twoSided(value / error, freedom)),
  };
}

/** For a value that stands although nothing tells how far off it may be. */
export function untested(value: number, reason: string, n: number): Tested {
  return { estimate: { status: 'no-interval', value, reason, n }, p: undefinedFor(reason) };
}

export function undefinedTest(reason: string, n: number): Tested {
  return { estimate: { status: 'undefined', reason, n }, p: undefinedFor(reason) };
}
