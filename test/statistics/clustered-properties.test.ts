import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { clusterMean, clusterMeanByStudent } from '../../src/statistics/cluster-mean.ts';
import { effectSize } from '../../src/statistics/effect-size.ts';
import { lengthAdjusted } from '../../src/statistics/length-adjusted.ts';
import { smallestShown } from '../../src/statistics/power.ts';
import { signedRank } from '../../src/statistics/signed-rank.ts';
import { pairedT, welchT } from '../../src/statistics/t-test.ts';

/** Few values and few lengths, so that ties, constants and clusters of one are common. */
const observation = fc.record({
  cluster: fc.constantFrom(...'abcdefghijkl'),
  value: fc.oneof(
    fc.constantFrom(0, 0.1, -0.3, 1),
    fc.integer({ min: -600, max: 600 }).map((hundreds) => hundreds / 100),
  ),
  words: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })),
});

const numbersIn = (result: unknown): number[] =>
  typeof result === 'number'
    ? [result]
    : typeof result === 'object' && result !== null
      ? Object.values(result).flatMap(numbersIn)
      : [];

it('nothing is ever NaN or infinite, an interval holds its value, and p is a probability', () => {
  fc.assert(
    fc.property(fc.array(observation, { maxLength: 40 }), (observations) => {
      const values = observations.map(({ value }) => value);
      const pairs = observations.map(({ cluster, value, words: [words] }) => ({
        cluster,
        pair: [value + words, words] as const,
      }));
      const means = [
        clusterMean(observations, seededRandom(1)),
        clusterMeanByStudent(observations),
        lengthAdjusted(observations, seededRandom(1)),
      ];
      const tests = [signedRank(values), pairedT(values), welchT(values, values.slice(3))];
      const sizes = (['z', 'av', 's'] as const).map((by) => effectSize(pairs, by, seededRandom(1)));
      const all = [means, tests, sizes, smallestShown(observations)];
      expect(numbersIn(all).filter((number) => !Number.isFinite(number))).toEqual([]);
      for (const { estimate, p } of means) {
        if (estimate.status !== 'estimated') continue;
        expect(estimate.low).toBeLessThan(estimate.value);
        expect(estimate.high).toBeGreaterThan(estimate.value);
        expect(p).toMatchObject({ status: 'value' });
      }
      const ps = [...means.map(({ p }) => p), ...tests].flatMap((one) =>
        'p' in one ? [one.p] : 'value' in one ? [one.value] : [],
      );
      expect(ps.filter((p) => p < 0 || p > 1)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
