/** One point of a map that never falls: at `raw` it says `mapped`. */
export interface MapPoint {
  readonly raw: number;
  readonly mapped: number;
}

/** At least one point, in rising order of `raw`. Between two of them the map is a straight line, beyond the ends it is level. */
export type RisingMap = readonly MapPoint[];

/** Something measured (the judge's score) and what it should have said (the community's mean). */
export interface Sample {
  readonly raw: number;
  readonly target: number;
}

/** Samples next to each other, from the lowest raw value to the highest, that share one fitted value. */
interface Block {
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
  readonly weight: number;
}

/**
 * Isotonic regression: of all maps that never fall the one with the least squared error, by pooling adjacent violators (Barlow, Bartholomew,
 * Bremner and Brunk 1972, "Statistical inference under order restrictions", chapter 1). Samples of one raw value get one fitted value.
 * @param samples at least one
 */
export function fitIsotonic(samples: readonly Sample[]): RisingMap {
  const blocks: Block[] = [];
  for (const next of oneBlockARaw(samples)) {
    let block = next;
    for (let last = blocks.at(-1); last !== undefined && last.mean >= block.mean; last = blocks.at(-1)) {
      block = pool(last, block);
      blocks.pop();
    }
    blocks.push(block);
  }
  // Inside of a block the map is level, so its two ends say it all.
  return blocks.flatMap(({ lowest, highest, mean }) =>
    [...new Set([lowest, highest])].map((raw) => ({ raw, mapped: mean })),
  );
}

/** What the map says of a raw value. */
export function applyMap(map: RisingMap, raw: number): number {
  const place = map.findIndex((point) => point.raw >= raw);
  // Beyond the last point the place is -1: the last one, and none before it.
  const [before, after] = [map[place - 1], map.at(place)];
  if (after === undefined) throw new RangeError('a map has at least one point');
  if (before === undefined) return after.mapped;
  return before.mapped + ((after.mapped - before.mapped) * (raw - before.raw)) / (after.raw - before.raw);
}

function oneBlockARaw(samples: readonly Sample[]): Block[] {
  const blocks = new Map<number, Block>();
  for (const { raw, target } of samples) {
    const block = { lowest: raw, highest: raw, mean: target, weight: 1 };
    const same = blocks.get(raw);
    blocks.set(raw, same === undefined ? block : pool(same, block));
  }
  return [...blocks.values()].sort((a, b) => a.lowest - b.lowest);
}

/** @param low lies below `high`, or is of the same raw value */
function pool(low: Block, high: Block): Block {
  const weight = low.weight + high.weight;
  const mean = (low.mean * low.weight + high.mean * high.weight) / weight;
  return { lowest: low.lowest, highest: high.highest, mean, weight };
}
