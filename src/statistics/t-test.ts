import { mean } from 'simple-statistics';
import { type Undefined, undefinedFor } from './estimate.ts';
import { spreadOf } from './spread.ts';
import { twoSided } from './student.ts';

export interface TTest {
  readonly status: 'tested';
  readonly t: number;
  /** Degrees of freedom, not necessarily whole. */
  readonly freedom: number;
  /** 0 to 1, two-sided. */
  readonly p: number;
}

/**
 * Student's paired t test (Student 1908, "The probable error of a mean"), for differences that are independent: where several come from one
 * scenario, as `clusterMean` knows, its p is too small.
 * @returns undefined for fewer than two, and where all are the same
 */
export function pairedT(differences: readonly number[]): TTest | Undefined {
  const n = differences.length;
  if (n < 2) return undefinedFor('fewer than two pairs');
  const spread = spreadOf(differences);
  if (spread === 0) return undefinedFor('all differences are the same');
  return tested((mean([...differences]) * Math.sqrt(n)) / spread, n - 1);
}

/**
 * Welch's t test of two groups whose spreads may differ (Welch 1947, "The generalization of Student's problem when several different population
 * variances are involved"), for observations that are all independent: it knows neither pairs nor scenarios.
 * @returns undefined for fewer than two in a group, and where neither varies
 */
export function welchT(one: readonly number[], other: readonly number[]): TTest | Undefined {
  if (one.length < 2 || other.length < 2) return undefinedFor('fewer than two in one of the groups');
  const [first, second] = [spreadOf(one) ** 2 / one.length, spreadOf(other) ** 2 / other.length];
  if (first + second === 0) return undefinedFor('neither group varies');
  const share = first / (first + second);
  const freedom = 1 / (share ** 2 / (one.length - 1) + (1 - share) ** 2 / (other.length - 1));
  return tested((mean([...one]) - mean([...other])) / Math.sqrt(first + second), freedom);
}

function tested(t: number, freedom: number): TTest {
  return { status: 'tested', t, freedom, p: twoSided(t, freedom) };
}
