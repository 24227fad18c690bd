import { describe, expect, it } from 'vitest';
import { pairedT, welchT } from '../../src/statistics/t-test.ts';

const ONE = [4, 5, 3, 6, 4, 5, 5, 2, 6, 4, 7, 5];
const OTHER = [3, 5, 4, 4, 2, 5, 3, 3, 4, 4, 5, 4];
const FEWER = [3, 2, 4, 4, 3, 5, 1, 3];
const near = (value: number): unknown => expect.closeTo(value, 12);

it('the paired t test is that of scipy', () => {
  const differences = ONE.map((one, place) => one - (OTHER[place] ?? Number.NaN));
  // scipy 1.17.1: stats.ttest_rel(one, other)
  const expected = { status: 'tested', t: near(2.418897234234484), freedom: 11, p: near(0.034073373585951486) };
  expect(pairedT(differences)).toEqual(expected);
  expect(pairedT(differences.map((difference) => -difference))).toEqual({ ...expected, t: near(-2.418897234234484) });
});

it('Welch’s t test is that of scipy', () => {
  // scipy 1.17.1: stats.ttest_ind(one, fewer, equal_var=False)
  expect(welchT(ONE, FEWER)).toEqual({
    status: 'tested',
    t: near(2.6030598931552857),
    freedom: near(16.154888612455217),
    p: near(0.019113053699571243),
  });
});

describe('there is no t test', () => {
  it.each([
    [[2], 'fewer than two pairs'],
    [[0.1 + 0.2, 0.3, 0.3], 'all differences are the same'],
  ])('of the differences %j', (differences, reason) => {
    expect(pairedT(differences)).toEqual({ status: 'undefined', reason });
  });

  it.each([
    [[1, 2], [3], 'fewer than two in one of the groups'],
    [[1, 1], [2, 2, 2], 'neither group varies'],
  ])('of the groups %j and %j', (one, other, reason) => {
    expect(welchT(one, other)).toEqual({ status: 'undefined', reason });
  });

  it('but there is one where only one group varies', () => {
    expect(welchT([1, 1], [2, 3, 2])).toMatchObject({ status: 'tested', freedom: near(2) });
  });
});
