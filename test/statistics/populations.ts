import type { Random } from '../../src/core/random.ts';
import { auc } from '../../src/statistics/auc.ts';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import type { Estimate, Point } from '../../src/statistics/estimate.ts';
import { weightedKappa } from '../../src/statistics/kappa.ts';
import { kendall } from '../../src/statistics/kendall.ts';
import { krippendorff } from '../../src/statistics/krippendorff.ts';
import { spearman } from '../../src/statistics/spearman.ts';

/** A world from which answers are drawn, whose true value of a statistic can be had by drawing very many. */
export interface Population {
  readonly name: string;
  estimate(n: number, random: Random): Estimate;
  /** The mean over eight draws of 4000 answers. */
  truth(random: Random): number;
}

/** An answer of some quality: judge and three to five people see it, each with an error of their own. */
interface Answer {
  readonly judge: number;
  readonly people: readonly number[];
}

/** A base debate, and two that were spoiled from it. */
interface Planted {
  readonly good: number;
  readonly spoiled: readonly number[];
}

function population<Unit>(
  name: string,
  draw: (random: Random) => Unit,
  statistic: (units: readonly Unit[]) => Point,
): Population {
  const drawn = (n: number, random: Random): Unit[] => Array.from({ length: n }, () => draw(random));
  return {
    name,
    estimate: (n, random) => bootstrap({ units: drawn(n, random), statistic, random }),
    truth: (random) => {
      const values = Array.from({ length: 8 }, () => statistic(drawn(4000, random)));
      return (
        values.reduce((sum, point) => sum + (point.status === 'value' ? point.value : Number.NaN), 0) / values.length
      );
    },
  };
}

function answers(judgeError: number): (random: Random) => Answer {
  return (random) => {
    const quality = normal(random);
    return {
      judge: Math.max(1, Math.min(7, 4 + 1.2 * (quality + judgeError * normal(random)))),
      people: Array.from({ length: random.integer(3, 5) }, () => level(4.3 + 1.2 * (quality + normal(random)))),
    };
  };
}

function planted(harm: number): (random: Random) => Planted {
  return (random) => {
    const quality = 4.5 + normal(random);
    const score = (loss: number): number => level(quality - loss + 0.7 * normal(random));
    return { good: score(0), spoiled: [score(harm), score(1.3 * harm)] };
  };
}

const asScored = ({ judge, people }: Answer): [number, number] => [judge, mean(people)];
const asLevels = ({ judge, people }: Answer): [number, number] => [Math.round(judge), Math.round(mean(people))];
const categories = [1, 2, 3, 4, 5, 6, 7];

const byJudge = (words: string, error: number): Population[] => [
  population(`Spearman, ${words}`, answers(error), (some) => spearman(some.map(asScored))),
  population(`Kendall, ${words}`, answers(error), (some) => kendall(some.map(asScored))),
  population(`kappa, ${words}`, answers(error), (some) =>
    weightedKappa(some.map(asLevels), { categories, weights: 'quadratic' }),
  ),
  population(`alpha, ${words}`, answers(error), (some) => krippendorff(some.map(asLevels))),
];

/** What docs/statistics.md tells the coverage of. */
export const POPULATIONS: readonly Population[] = [
  ...byJudge('a good judge', 0.5),
  ...byJudge('a poor judge', 2.5),
  population('alpha of the raters', answers(1), (some) => krippendorff(some.map(({ people }) => people))),
  ...[0.8, 2].map((harm) =>
    population(`AUC, spoiled by ${harm}`, planted(harm), (some) =>
      auc(
        some.map(({ good }) => good),
        some.flatMap(({ spoiled }) => spoiled),
      ),
    ),
  ),
];

/** Of `sets` draws of n answers: the share whose interval holds the truth, among those that have an interval. */
export function coverageOf(population: Population, options: { n: number; sets: number; random: Random }): number {
  const { n, sets, random } = options;
  const truth = population.truth(random);
  const intervals = Array.from({ length: sets }, () => population.estimate(n, random)).flatMap((estimate) =>
    estimate.status === 'estimated' ? [estimate] : [],
  );
  return intervals.filter(({ low, high }) => low <= truth && truth <= high).length / intervals.length;
}

function level(value: number): number {
  return Math.max(1, Math.min(7, Math.round(value)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** By Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}

/** Above 0 and below 1. */
export function uniform(random: Random): number {
  return (random.integer(0, 0x7ffffffe) + 0.5) / 0x7fffffff;
}
