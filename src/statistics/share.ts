import type { Estimate } from './estimate.ts';
import { wilsonInterval } from './wilson.ts';

/** What was counted inside of one unit: of a base debate's `total` pairs `count` were in the right order. A tie may count half. */
export interface Counted {
  readonly count: number;
  readonly total: number;
}

/**
 * A share over observations of which several can come from one unit, and so tend to go together: Wilson's interval at the effective number
 * of observations, that is at as many independent ones as would vary as much (the "modified Wilson" of Franco, Little, Louis and Slud 2019,
 * "Comparative study of confidence intervals for proportions in complex sample surveys", J. Survey Statistics and Methodology 7(3)). With one
 * observation a unit it is Wilson's. The variance between units is that of a ratio (Cochran 1977, "Sampling techniques", chapter 6); where
 * it can't be told because all observations are alike, each unit counts as one observation. Never more of them than there are.
 * @returns a share from 0 to 1; n is the number of units that have any observation; undefined where there is none
 */
export function shareOf(units: readonly Counted[]): Estimate {
  const counted = units.filter(({ total }) => total > 0);
  const n = counted.length;
  if (n === 0) return { status: 'undefined', reason: 'nothing was observed', n };
  const total = counted.reduce((sum, unit) => sum + unit.total, 0);
  const count = counted.reduce((sum, unit) => sum + unit.count, 0);
  const value = count / total;
  const effective = Math.min(total, effectiveTotal(counted, value, total));
  const [low, high] = wilsonInterval(value * effective, effective);
  return { status: 'estimated', value, low, high, n };
}

function effectiveTotal(units: readonly Counted[], share: number, total: number): number {
  const single = share * (1 - share);
  // Observations that are all alike, or of one unit, show no variance between units.
  if (single === 0 || units.length === 1) return units.length;
  const squares = units.reduce((sum, unit) => sum + (unit.count - share * unit.total) ** 2, 0);
  const variance = ((units.length / (units.length - 1)) * squares) / (total * total);
  const varianceIfIndependent = single / (total - 1);
  return (total * varianceIfIndependent) / variance;
}
