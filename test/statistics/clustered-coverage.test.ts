import { expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { coverageIn, INTERVALS, meanWorld, SHAPES } from './clustered-populations.ts';

const heldIn = (shape: 'normal' | 'skewed', interval: keyof typeof INTERVALS): number => {
  const world = SHAPES[shape];
  if (world === undefined) throw new Error(`no shape ${shape}`);
  return coverageIn(meanWorld(world, 0.6, INTERVALS[interval]), {
    design: { clusters: 15, size: 5, missing: true },
    sets: 150,
    random: seededRandom(15),
  }).held;
};

// The seed decides, so a number that fails says that the method has changed, not that chance had its way.
it.each(['normal', 'skewed'] as const)(
  'the interval of the study holds the truth of fifteen scenarios about as often as it says: %s',
  (shape) => {
    const held = heldIn(shape, 'bootstrap-t');
    expect(held).toBeGreaterThanOrEqual(0.91);
    expect(held).toBeLessThanOrEqual(0.99);
  },
);

it('that of the plain percentiles holds it less often, and one that takes all pairs for independent far less often', () => {
  expect(heldIn('skewed', 'percentiles')).toBeLessThan(heldIn('skewed', 'bootstrap-t') - 0.02);
  expect(heldIn('normal', 'all pairs as if independent')).toBeLessThan(0.8);
});
