import { expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { bootstrap } from '../../src/statistics/bootstrap.ts';
import { bootstrapAll } from '../../src/statistics/bootstrap-all.ts';
import { type Estimate, type Point, pointAt, undefinedFor } from '../../src/statistics/estimate.ts';

const UNITS = [1, 2, 2, 3, 9, 4, 1, 2, 2, 3, 5, 30];
const mean = (some: readonly number[]): Point => pointAt(some.reduce((sum, value) => sum + value, 0) / some.length);
const largest = (some: readonly number[]): Point => pointAt(Math.max(...some));
const never = (): Point => undefinedFor('it never has one');
/** Only where the sixth unit was drawn. */
const withFour = (some: readonly number[]): Point => (some.includes(4) ? pointAt(4) : undefinedFor('no four'));

type Statistic = (some: readonly number[]) => Point;

const all = async (
  statistics: Readonly<Record<string, Statistic>>,
  restsOn: Readonly<Record<string, number>> = {},
  signal = new AbortController().signal,
): Promise<Record<string, Estimate>> => {
  const estimates = await bootstrapAll({
    units: UNITS,
    statistics: (some) => new Map(Object.entries(statistics).map(([name, statistic]) => [name, statistic(some)])),
    restsOn: new Map(Object.keys(statistics).map((name) => [name, restsOn[name] ?? UNITS.length])),
    random: seededRandom(1),
    signal,
  });
  return Object.fromEntries(estimates);
};

it('gives each of several statistics what a bootstrap of it alone gives', async () => {
  const alone = (statistic: Statistic) => bootstrap({ units: UNITS, statistic, random: seededRandom(1) });
  expect(await all({ mean, largest, never, withFour })).toEqual({
    mean: alone(mean),
    largest: alone(largest),
    never: alone(never),
    withFour: alone(withFour),
  });
});

it('takes one that is missing for one without a value', async () => {
  const estimates = await bootstrapAll({
    units: UNITS,
    statistics: (some) => new Map(some.includes(4) ? [['four', pointAt(4)]] : []),
    restsOn: new Map([
      ['four', 12],
      ['five', 12],
    ]),
    random: seededRandom(1),
    signal: new AbortController().signal,
  });
  expect(estimates.get('four')).toMatchObject({ status: 'no-interval', reason: /without one of its units/ });
  expect(estimates.get('five')).toMatchObject({ status: 'undefined', n: 12 });
});

it('reaches further for what rests on fewer of the units, and has no interval below ten', async () => {
  const { many, some, few } = await all({ many: mean, some: mean, few: mean }, { some: 10, few: 9 });
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
  const going = all({ counted }, {}, controller.signal);
  setImmediate(() => controller.abort());
  await expect(going).rejects.toThrow(/abort/);
  expect(fits).toBeLessThan(10);
});
