/**
 * How often intervals over clusters hold the truth: prints the tables of docs/statistics.md, each in ten to twenty minutes.
 * `npx tsx test/statistics/measure-clustered.ts means|clusters|others [sets]`; a figure of 2000 sets is itself right to about one point.
 */
import { deriveSeed, seededRandom } from '../../src/core/random.ts';
import { normalCdf } from '../../src/statistics/normal.ts';
import {
  type ClusteredWorld,
  coverageIn,
  type Design,
  effectWorld,
  INTERVALS,
  lengthWorld,
  meanWorld,
  SHAPES,
  shareWorld,
} from './clustered-populations.ts';

const sets = Number(process.argv[3] ?? 2000);
const TOGETHER = [0, 0.3, 0.6];
const DESIGNS = [5, 10].flatMap((size) => [false, true].map((missing) => ({ clusters: 15, size, missing })));

const print = (cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);
const percent = (value: number): string => (100 * value).toFixed(0);
const range = (values: readonly number[]): string => {
  const [low, high] = [percent(Math.min(...values)), percent(Math.max(...values))];
  return low === high ? `${low}%` : `${low} to ${high}%`;
};
/** The same sets for every interval: the seed knows the world and the design, not the method. */
const tried = (world: ClusteredWorld, design: Design, label: string, some = sets) =>
  coverageIn(world, { design, sets: some, random: seededRandom(deriveSeed(1, label, JSON.stringify(design))) });

/** At 15 clusters, each interval in each world: from the least to the most over the designs. */
function means(): void {
  const methods = Object.entries(INTERVALS);
  print(['differences', 'correlation', ...methods.map(([name]) => name)]);
  for (const [name, shape] of Object.entries(SHAPES)) {
    for (const together of TOGETHER) {
      const cells = methods.map(([, interval]) =>
        range(DESIGNS.map((design) => tried(meanWorld(shape, together, interval), design, name).held)),
      );
      print([name, `${together}`, ...cells]);
    }
  }
}

/** With fewer and more clusters. */
function clusters(): void {
  print(['clusters', ...Object.keys(SHAPES).map((name) => `${name}: bootstrap-t, CR2; lengths; none`)]);
  for (const count of [6, 8, 10, 15, 30]) {
    const cells = Object.entries(SHAPES).map(([name, shape]) => {
      const [drawn, student] = [INTERVALS['bootstrap-t'], INTERVALS['CR2 and t']].map((interval) =>
        tried(meanWorld(shape, 0.3, interval), { clusters: count, size: 5, missing: false }, name),
      );
      if (drawn === undefined || student === undefined) return '';
      return `${percent(drawn.held)}%, ${percent(student.held)}%; ${(drawn.length / student.length).toFixed(2)}; ${percent(drawn.none)}%`;
    });
    print([`${count}`, ...cells]);
  }
}

/** Figures of another kind, at 15 clusters. */
function others(): void {
  const figures: readonly (readonly [string, (together: number) => ClusteredWorld, number])[] = [
    ['d_z', (together) => effectWorld('z', together), 4],
    ['d_s', (together) => effectWorld('s', together), 4],
    ['share of 0.6', (together) => shareWorld(normalCdf(0.25), 0.25, together), 1],
    ['share of 0.9', (together) => shareWorld(normalCdf(1.28), 1.28, together), 1],
    ['at equal length', lengthWorld, 8],
  ];
  print(['figure', ...TOGETHER.map((together) => `correlation ${together}`)]);
  for (const [name, world, slower] of figures) {
    const cells = TOGETHER.map((together) =>
      range(DESIGNS.map((design) => tried(world(together), design, name, Math.ceil(sets / slower)).held)),
    );
    print([name, ...cells]);
  }
}

const tables = new Map(Object.entries({ means, clusters, others }));
tables.get(process.argv[2] ?? 'means')?.();
