import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Random } from '../core/random.ts';
import { estimateFrom, LEAST_UNITS, RESAMPLES, resample } from './bootstrap.ts';
import { type Estimate, type Point, undefinedFor } from './estimate.ts';

const MISSING = undefinedFor('nothing tells it');

/**
 * As `bootstrap`, for several statistics that come of one computation, such as the strengths of one fit: what is drawn is drawn once for all of
 * them. The event loop has its turn after each resample.
 * @param statistics by name, of any list of units; a name that is missing has no value there
 * @param restsOn all names, and on how many of the units each rests: fewer than LEAST_UNITS give no interval, and the fewer the further it reaches
 * @throws AbortError
 */
export async function bootstrapAll<Unit>(options: {
  units: readonly Unit[];
  statistics: (units: readonly Unit[]) => ReadonlyMap<string, Point>;
  restsOn: ReadonlyMap<string, number>;
  random: Random;
  signal: AbortSignal;
}): Promise<ReadonlyMap<string, Estimate>> {
  const { units, statistics, restsOn, random, signal } = options;
  const points = statistics(units);
  const leftOut: ReadonlyMap<string, Point>[] = [];
  const replicates: ReadonlyMap<string, Point>[] = [];
  if ([...restsOn.values()].some((count) => count >= LEAST_UNITS)) {
    for (const place of units.keys()) {
      leftOut.push(statistics(units.toSpliced(place, 1)));
      await othersTurn(undefined, { signal });
    }
    while (replicates.length < RESAMPLES) {
      replicates.push(statistics(resample(units, random)));
      await othersTurn(undefined, { signal });
    }
  }
  return new Map(
    [...restsOn].map(([name, n]) => {
      const valuesIn = (maps: readonly ReadonlyMap<string, Point>[]): Point[] =>
        maps.map((map) => map.get(name) ?? MISSING);
      const resampled = { leftOut: valuesIn(leftOut), replicates: valuesIn(replicates) };
      return [name, estimateFrom(points.get(name) ?? MISSING, n, resampled)] as const;
    }),
  );
}
