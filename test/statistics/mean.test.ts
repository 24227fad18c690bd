import { describe, expect, it } from 'vitest';
import { meanOf } from '../../src/statistics/mean.ts';

const SCALE = { lowest: 1, highest: 7 };

describe('a mean', () => {
  // scipy 1.17.1: stats.t.interval(0.95, len(v) - 1, loc=np.mean(v), scale=stats.sem(v)).
  it.each([
    [[4, 5, 3, 6, 4, 5, 5, 2, 6, 4], 4.4, 3.4951371348807183, 5.304862865119282],
    [[1, 7, 4, 4, 3, 5, 6, 2, 4, 4, 5, 3, 4, 4, 6, 2, 5, 3, 4, 4], 4, 3.3209333268660277, 4.679066673133972],
  ])('of %j has Student’s interval, as scipy says', (values, value, low, high) => {
    const mean = meanOf(values, SCALE);
    expect(mean).toMatchObject({ status: 'estimated', value, n: values.length });
    if (mean.status !== 'estimated') return;
    expect(mean.low).toBeCloseTo(low, 12);
    expect(mean.high).toBeCloseTo(high, 12);
  });

  it('has an interval that ends where the scale does', () => {
    // scipy has 5.6951 to 7.5049.
    expect(meanOf([7, 7, 7, 7, 7, 7, 7, 7, 7, 3], SCALE)).toMatchObject({ value: 6.6, high: 7 });
  });

  it.each([
    [[], { status: 'undefined', reason: 'no value', n: 0 }],
    [[3], { status: 'no-interval', value: 3, reason: 'fewer than 10 values', n: 1 }],
    [[3, 4, 4], { status: 'no-interval', value: 11 / 3, reason: 'fewer than 10 values', n: 3 }],
    [Array(12).fill(5), { status: 'no-interval', value: 5, reason: 'all values are the same', n: 12 }],
  ])('of %j is %j', (values, expected) => {
    expect(meanOf(values, SCALE)).toEqual(expected);
  });
});
