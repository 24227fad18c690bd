import { mean } from 'simple-statistics';
import { LARGEST_SEED, type Random, seededRandom } from '../../src/core/random.ts';
import { resample } from '../../src/statistics/bootstrap.ts';
import { clusterMean, clusterMeanByStudent } from '../../src/statistics/cluster-mean.ts';
import type { Clustered } from '../../src/statistics/clustered.ts';
import { effectSize, type Yardstick } from '../../src/statistics/effect-size.ts';
import { meanOfTotals, totalsOf } from '../../src/statistics/fit-mean.ts';
import { lengthAdjusted } from '../../src/statistics/length-adjusted.ts';
import { normalCdf } from '../../src/statistics/normal.ts';
import { shareOf } from '../../src/statistics/share.ts';
import { spreadOf } from '../../src/statistics/spread.ts';
import { studentQuantile } from '../../src/statistics/student.ts';
import { normal, uniform } from './populations.ts';

/** How many clusters, and how many observations each; where some are missing, more of them in some clusters than in others. */
export interface Design {
  readonly clusters: number;
  readonly size: number;
  readonly missing: boolean;
}

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** A world with clusters whose true value is known, and an interval that is tried in it: null where it has none. */
export interface ClusteredWorld {
  readonly truth: number;
  interval(design: Design, random: Random): Limits | null;
}

/** A latent value of mean 0 and standard deviation 1. */
type Noise = (random: Random) => number;

/** What a paired difference is like: the noise of clusters and of observations, and what is seen of both together. */
interface Shape {
  readonly noise: Noise;
  readonly seen: (latent: number) => number;
  readonly truth: number;
}

const exponential: Noise = (random) => -Math.log(uniform(random)) - 1;

/** Student's t with five degrees of freedom, of variance 1. */
const heavy: Noise = (random) => {
  const square = Array.from({ length: 5 }, () => normal(random) ** 2).reduce((sum, one) => sum + one, 0);
  return (normal(random) / Math.sqrt(square / 5)) * Math.sqrt(3 / 5);
};

/** Whole steps, from -6 to 6, as levels of 1 to 7 differ. */
const steps = (latent: number): number => Math.max(-6, Math.min(6, Math.round(0.4 + 1.1 * latent)));
/** Mostly no difference, and the rest more often in one direction. */
const sparse = (latent: number): number => (latent > 1.2 ? 2 : latent > 0.7 ? 1 : latent < -1.5 ? -1 : 0);

/** The mean of a step function of a standard normal latent value. @param edges where it rises, and by how much */
const meanOfSteps = (lowest: number, edges: readonly (readonly [at: number, by: number])[]): number =>
  lowest + edges.reduce((sum, [at, by]) => sum + by * (1 - normalCdf(at)), 0);

const STEP_EDGES = Array.from({ length: 12 }, (_, place) => [(place - 5.5 - 0.4) / 1.1, 1] as const);
const SPARSE_EDGES = [
  [-1.5, 1],
  [0.7, 1],
  [1.2, 1],
] as const;

export const SHAPES: Readonly<Record<string, Shape>> = {
  normal: { noise: normal, seen: (latent) => latent, truth: 0 },
  'heavy-tailed': { noise: heavy, seen: (latent) => latent, truth: 0 },
  'whole steps': { noise: normal, seen: steps, truth: meanOfSteps(-6, STEP_EDGES) },
  'mostly ties': { noise: normal, seen: sparse, truth: meanOfSteps(-1, SPARSE_EDGES) },
  skewed: { noise: exponential, seen: (latent) => latent, truth: 0 },
};

/** @param together the part of the variance that clusters have in common: the correlation inside of them */
function draw(noise: Noise, together: number, { clusters, size, missing }: Design, random: Random): Clustered[] {
  return Array.from({ length: clusters }, (_, place) => {
    const common = Math.sqrt(together) * noise(random);
    // A third of the clusters loses most of its observations.
    const loss = missing ? (random.integer(0, 2) === 0 ? 0.6 : 0.1) : 0;
    return Array.from({ length: size }, () => ({
      cluster: `${place}`,
      value: common + Math.sqrt(1 - together) * noise(random),
    })).filter(() => uniform(random) >= loss);
  }).flat();
}

type Interval = (observations: readonly Clustered[], random: Random) => Limits | null;

export const INTERVALS = {
  'bootstrap-t': (observations, random) => limitsOf(clusterMean(observations, random).estimate),
  'CR2 and t': (observations) => limitsOf(clusterMeanByStudent(observations).estimate),
  percentiles,
  'all pairs as if independent': asIfIndependent,
} as const satisfies Readonly<Record<string, Interval>>;

export function meanWorld(shape: Shape, together: number, interval: Interval): ClusteredWorld {
  return {
    truth: shape.truth,
    interval(design, random) {
      const latent = draw(shape.noise, together, design, random);
      return interval(
        latent.map(({ cluster, value }) => ({ cluster, value: shape.seen(value) })),
        // So that all intervals are tried on the same sets, however much each of them draws.
        seededRandom(random.integer(0, LARGEST_SEED)),
      );
    },
  };
}

/** Differences of mean 0.5 and standard deviation 1, on top of a second side that has 1 itself. */
export function effectWorld(by: Yardstick, together: number): ClusteredWorld {
  const yardstick = { z: 1, av: (1 + Math.SQRT2) / 2, s: Math.sqrt(3 / 2) }[by];
  return {
    truth: 0.5 / yardstick,
    interval(design, random) {
      const pairs = draw(normal, together, design, random).map(({ cluster, value }) => {
        const second = normal(random);
        return { cluster, pair: [second + 0.5 + value, second] as const };
      });
      return limitsOf(effectSize(pairs, by, random).d);
    },
  };
}

/** Lengths that differ by a fifth or so, and a difference of 0.3 at equal length that rises by 1 with the logarithm. */
export function lengthWorld(together: number): ClusteredWorld {
  return {
    truth: 0.3,
    interval(design, random) {
      const observations = draw(normal, together, design, random).map(({ cluster, value }) => {
        const longer = 0.05 + 0.2 * normal(random);
        return { cluster, value: 0.3 + longer + value, words: [200 * Math.exp(longer), 200] as const };
      });
      return limitsOf(lengthAdjusted(observations, random).estimate);
    },
  };
}

export function shareWorld(truth: number, at: number, together: number): ClusteredWorld {
  return {
    truth,
    interval(design, random) {
      const units = totalsOf(
        draw(normal, together, design, random).map(({ cluster, value }) => ({ cluster, value: value < at ? 1 : 0 })),
      );
      return limitsOf(shareOf(units.map(({ sum, size }) => ({ count: sum, total: size }))));
    },
  };
}

export interface Coverage {
  /** 0 to 1: of the sets that have an interval, those whose interval holds the truth. */
  readonly held: number;
  /** The mean length of an interval. */
  readonly length: number;
  /** 0 to 1: of all sets, those that have none. */
  readonly none: number;
}

export function coverageIn(world: ClusteredWorld, options: { design: Design; sets: number; random: Random }): Coverage {
  const { design, sets, random } = options;
  const found = Array.from({ length: sets }, () => world.interval(design, random)).filter((limits) => limits !== null);
  return {
    held: found.filter(({ low, high }) => low <= world.truth && world.truth <= high).length / found.length,
    length: mean(found.map(({ low, high }) => high - low)),
    none: 1 - found.length / sets,
  };
}

function limitsOf(estimate: { readonly status: string } | (Limits & { readonly status: 'estimated' })): Limits | null {
  return 'low' in estimate ? estimate : null;
}

/** The plain percentile bootstrap over clusters, 1999 resamples. */
function percentiles(observations: readonly Clustered[], random: Random): Limits {
  const totals = totalsOf(observations);
  const means = Array.from({ length: 1999 }, () => meanOfTotals(resample(totals, random))).sort((a, b) => a - b);
  return { low: means[49] ?? Number.NaN, high: means[1949] ?? Number.NaN };
}

/** Student's interval of all observations, with no word of clusters: what comes of counting every debate as a unit of its own. */
function asIfIndependent(observations: readonly Clustered[]): Limits {
  const values = observations.map(({ value }) => value);
  const half = (studentQuantile(0.975, values.length - 1) * spreadOf(values)) / Math.sqrt(values.length);
  return { low: mean(values) - half, high: mean(values) + half };
}
