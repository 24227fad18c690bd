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
  const sumOf = (part: 'sum' | 'size'): number => totals.reduce((sum, total) => sum + total[part], 0);
  return sumOf('sum') / sumOf('size');
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
  let [all, allSum] = [0, 0];
  for (const { sum, size } of totals) {
    all += size;
    allSum += sum;
  }
  const value = allSum / all;
  let [squares, largest] = [0, 0];
  let [evenness, weights, weightSquares] = [0, 0, 0];
  for (const { sum, size } of totals) {
    const part = size / all;
    const weight = (part * part) / (1 - part);
    squares += (sum - size * value) ** 2 / (1 - part);
    largest = Math.max(largest, Math.abs(sum));
    evenness += part * part;
    weights += weight;
    weightSquares += weight * weight;
  }
  if (Math.sqrt(squares) <= SAME * largest) return undefinedFor('all scenarios have the same mean');
  return { value, error: Math.sqrt(squares) / all, freedom: 1 / (evenness + weights * weights - weightSquares) };
}
