import { expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import { bootstrapAll } from '../../src/statistics/bootstrap-all.ts';
import { type Point, pointAt, undefinedFor } from '../../src/statistics/estimate.ts';

const UNITS = [1, 2, 2, 3, 9, 4, 1, 2, 2, 3, 5, 30];
const mean = (some: readonly number[]): Point => pointAt(some.reduce((sum, value) => sum + value, 0) / some.length);
const largest = (some: readonly number[]): Point => pointAt(Math.max(...some));
const never = (): Point => undefinedFor('it never has one');
/** Only where the sixth unit was drawn. */
const withFour = (some: readonly number[]): Point => (some.includes(4) ? pointAt(4) : undefinedFor('no four'));

const all = (
  statistics: readonly ((some: readonly number[]) => Point)[],
  restsOn = statistics.map(() => UNITS.length),
  signal = new AbortController().signal,
) =>
  bootstrapAll({
    units: UNITS,
    statistics: (some) => statistics.map((statistic) => statistic(some)),
    restsOn,
    random: seededRandom(1),
    signal,
  });

it('gives each of several statistics what a bootstrap of it alone gives', async () => {
  const alone = (statistic: (some: readonly number[]) => Point) =>
    bootstrap({ units: UNITS, statistic, random: seededRandom(1) });
  expect(await all([mean, largest, never, withFour])).toEqual([mean, largest, never, withFour].map(alone));
});

it('reaches further for what rests on fewer of the units, and has no interval below ten', async () => {
  const [many, some, few] = await all([mean, mean, mean], [12, 10, 9]);
  if (many?.status !== 'estimated' || some?.status !== 'estimated') return expect.fail();
  expect(some.high - some.low).toBeGreaterThan(many.high - many.low);
  expect(some.n).toBe(10);
  expect(few).toEqual({ status: 'no-interval', value: many.value, reason: 'fewer than 10 units to draw from', n: 9 });
});

it('lets others have their turn, and ends when it is told to', async () => {
  const controller = new AbortController();
  let fits = 0;
  const counted = (some: readonly number[]): Point => {
    fits += 1;
    return mean(some);
  };
  const going = all([counted], undefined, controller.signal);
  setImmediate(() => controller.abort());
  await expect(going).rejects.toThrow(/abort/);
  expect(fits).toBeLessThan(10);
});
