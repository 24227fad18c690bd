import { byCluster, type Clustered } from './clustered.ts';
import { type Undefined, undefinedFor } from './estimate.ts';
import type { Fit } from './fit.ts';
import { SAME } from './spread.ts';

/** All that a mean over observations and its error need to know of a cluster. */
export interface ClusterTotal {
  readonly sum: number;
  /** At least 1. */
  readonly size: number;
}

export function totalsOf(observations: readonly Clustered[]): readonly ClusterTotal[] {
  return byCluster(observations).map((some) => ({
    sum: some.reduce((sum, { value }) => sum + value, 0),
    size: some.length,
  }));
}

/** The mean over all observations. @param totals at least one */
export function meanOfTotals(totals: readonly ClusterTotal[]): number {
  return sumOf(totals, ({ sum }) => sum) / sumOf(totals, ({ size }) => size);
}

/**
 * The mean over all observations with the bias-reduced cluster-robust standard error CR2 and its Satterthwaite degrees of freedom (Bell and McCaffrey
 * 2002, "Bias reduction in standard errors for linear regression with multi-stage samples", Survey Methodology 28(2), under their working model of
 * independent observations). For a mean both come down to sums over clusters. Where all clusters are of one size the freedom is the number of
 * clusters less one, and t that of a t test on the clusters' means; with unequal sizes it is less, since a few large clusters decide.
 * @returns undefined for fewer than two clusters and where all have the same mean
 */
export function fitMean(totals: readonly ClusterTotal[]): Fit | Undefined {
  if (totals.length < 2) return undefinedFor('there is only one scenario');
  const value = meanOfTotals(totals);
  const all = sumOf(totals, ({ size }) => size);
  const squares = sumOf(totals, ({ sum, size }) => (sum - size * value) ** 2 / (1 - size / all));
  const largest = totals.reduce((most, { sum }) => Math.max(most, Math.abs(sum)), 0);
  if (Math.sqrt(squares) <= SAME * largest) return undefinedFor('all scenarios have the same mean');
  const weight = ({ size }: ClusterTotal): number => (size * size) / (all * (all - size));
  const evenness = sumOf(totals, ({ size }) => (size / all) ** 2);
  const shared = sumOf(totals, weight) ** 2 - sumOf(totals, (total) => weight(total) ** 2);
  return { value, error: Math.sqrt(squares) / all, freedom: 1 / (evenness + shared) };
}

function sumOf(totals: readonly ClusterTotal[], part: (total: ClusterTotal) => number): number {
  return totals.reduce((sum, total) => sum + part(total), 0);
}
