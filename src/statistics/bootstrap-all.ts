import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Random } from '../core/random.ts';
import { estimateFrom, LEAST_UNITS, RESAMPLES, resample } from './bootstrap.ts';
import type { Estimate, Point } from './estimate.ts';

/**
 * As `bootstrap`, for several statistics that come of one computation, such as the strengths of one fit: what is drawn is drawn once for all of
 * them. The event loop has its turn after each resample.
 * @param statistics of any list of units as many values as of all units, in the same order
 * @param restsOn on how many of the units each of them rests: fewer than LEAST_UNITS give no interval, and the fewer the further it reaches
 * @throws AbortError
 */
export async function bootstrapAll<Unit>(options: {
  units: readonly Unit[];
  statistics: (units: readonly Unit[]) => readonly Point[];
  restsOn: readonly number[];
  random: Random;
  signal: AbortSignal;
}): Promise<Estimate[]> {
  const { units, statistics, restsOn, random, signal } = options;
  const points = statistics(units);
  const leftOut: (readonly Point[])[] = [];
  const replicates: (readonly Point[])[] = [];
  if (restsOn.some((count) => count >= LEAST_UNITS)) {
    for (const place of units.keys()) {
      leftOut.push(statistics(units.toSpliced(place, 1)));
      await othersTurn(undefined, { signal });
    }
    while (replicates.length < RESAMPLES) {
      replicates.push(statistics(resample(units, random)));
      await othersTurn(undefined, { signal });
    }
  }
  const at = (lists: readonly (readonly Point[])[], place: number): Point[] =>
    lists.flatMap((list) => list[place] ?? []);
  return points.map((point, place) =>
    estimateFrom(point, restsOn[place] ?? 0, { leftOut: at(leftOut, place), replicates: at(replicates, place) }),
  );
}
