import { groupedBy } from '../core/grouped-by.ts';

/**
 * One observation and the cluster that it belongs to: observations of one cluster tend to go together, so it is clusters that are independent, and
 * clusters that are counted. In the study a cluster is a scenario, and the value a paired difference (ensemble less baseline).
 */
export interface Clustered {
  readonly cluster: string;
  readonly value: number;
}

/**
 * Five clusters that all point one way do so by chance in one of sixteen cases, more than an interval of 95% may be wrong in; six do in one of 32.
 * docs/statistics.md says how wide intervals of six are.
 */
export const LEAST_CLUSTERS = 6;
export const TOO_FEW_CLUSTERS = `too few scenarios: fewer than ${LEAST_CLUSTERS}`;

/** What belongs together, in the order in which clusters first occur; no list is empty. */
export function byCluster<One extends { readonly cluster: string }>(
  observations: readonly One[],
): readonly (readonly One[])[] {
  return [...groupedBy(observations, ({ cluster }) => cluster).values()];
}
