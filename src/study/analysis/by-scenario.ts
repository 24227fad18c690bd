import { clusterMeanByStudent } from '../../statistics/cluster-mean.ts';
import { byCluster } from '../../statistics/clustered.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type Counted, shareOf } from '../../statistics/share.ts';
import type { DebateRow } from '../data/study-rows.ts';
import type { Share } from './findings/figure.ts';

/** Whatever belongs to a scenario. Scenarios are drawn anew in another study, so they are what is independent, and what is counted as n. */
export interface OfScenario {
  readonly scenario: string;
}

/** By scenario, in the order in which they first occur. */
export function byScenario<One extends OfScenario>(all: readonly One[]): readonly (readonly One[])[] {
  const clustered = byCluster(all.map((one) => ({ cluster: one.scenario, one })));
  return clustered.map((some) => some.map(({ one }) => one));
}

export function scenariosIn(all: readonly OfScenario[]): number {
  return new Set(all.map(({ scenario }) => scenario)).size;
}

/** The mean of a value over all of them, clustered by scenario. */
export function meanByScenario<One extends OfScenario>(all: readonly One[], valueIn: (one: One) => number): Estimate {
  return clusterMeanByStudent(all.map((one) => ({ cluster: one.scenario, value: valueIn(one) }))).estimate;
}

/** What was counted, as a share whose interval is over scenarios. @param countIn the count and of how many, in one of them */
export function shareByScenario<One extends OfScenario>(all: readonly One[], countIn: (one: One) => Counted): Share {
  const units = byScenario(all).map((some) => sumOf(some.map(countIn)));
  const { count, total } = sumOf(units);
  return { count, of: total, share: shareOf(units) };
}

/** The same of whether something holds. */
export function shareThat<One extends OfScenario>(all: readonly One[], holds: (one: One) => boolean): Share {
  return shareByScenario(all, (one) => ({ count: holds(one) ? 1 : 0, total: 1 }));
}

function sumOf(counted: readonly Counted[]): Counted {
  return {
    count: counted.reduce((sum, { count }) => sum + count, 0),
    total: counted.reduce((sum, { total }) => sum + total, 0),
  };
}

export function debatesOfArm(debates: readonly DebateRow[], arm: DebateRow['arm']): readonly DebateRow[] {
  return debates.filter((row) => row.arm === arm);
}
