import fc from 'fast-check';
import { expect, it } from 'vitest';
import { debateIdOf, newTrialId } from '../../src/core/ids.ts';
import { deriveSeed, seededRandom, systemEntropy } from '../../src/core/random.ts';

it('shuffles without losing or doubling anything, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.integer(), fc.uniqueArray(fc.string()), (seed, items) => {
      const shuffled = seededRandom(seed).shuffle(items);
      expect(seededRandom(seed).shuffle(items)).toEqual(shuffled);
      expect([...shuffled].sort()).toEqual([...items].sort());
    }),
  );
});

it('puts every order of three about as often', () => {
  const orders = Array.from({ length: 6000 }, (_, seed) => seededRandom(seed).shuffle(['a', 'b', 'c']).join(''));
  const counts = new Map<string, number>();
  for (const order of orders) counts.set(order, (counts.get(order) ?? 0) + 1);
  expect(counts.size).toBe(6);
  // Of 1000 each, within five standard deviations.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
});

it('derives seeds that servers take, other ones for other purposes', () => {
  const seeds = ['ensemble', 'baseline'].flatMap((arm) =>
    [1, 2, 3].flatMap((round) => [1, 2, 3].map((attempt) => deriveSeed(7, arm, round, 'ada', attempt))),
  );
  expect(new Set(seeds).size).toBe(seeds.length);
  for (const seed of seeds) expect(seed).toBe(seed & 0x7fffffff);
  expect(deriveSeed(7, 'a', 1)).toBe(deriveSeed(7, 'a', 1));
  // Labels do not run into each other.
  expect(deriveSeed(7, 'a', 'b')).not.toBe(deriveSeed(7, 'ab'));
  expect(deriveSeed(7, 1)).not.toBe(deriveSeed(7, '1'));
});

it('makes ids that are never the same, and finds a debate’s from its trial’s', () => {
  const trial = newTrialId(systemEntropy);
  expect(newTrialId(systemEntropy)).not.toBe(trial);
  expect(debateIdOf(trial, 'ensemble')).toContain(trial.slice(2));
  expect(debateIdOf(trial, 'ensemble')).not.toBe(debateIdOf(trial, 'baseline'));
});
