import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auc } from '../../src/statistics/auc.ts';

const scores = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 });
const areaOf = (better: readonly number[], worse: readonly number[]): number => {
  const point = auc(better, worse);
  return point.status === 'value' ? point.value : Number.NaN;
};

// scikit-learn 1.9.1: roc_auc_score([1] * len(better) + [0] * len(worse), better + worse);
// scipy 1.17.1: stats.mannwhitneyu(better, worse).statistic / (len(better) * len(worse)) gives the same.
it.each([
  ['no ties', [5, 6, 7, 4], [1, 4.5, 2, 3], 0.9375],
  ['ties between the groups', [4, 5, 5, 6, 3], [4, 3, 5, 2], 0.75],
  ['nothing but ties', [4, 4], [4, 4, 4], 0.5],
  ['a judge who has it the wrong way round', [1, 2], [3, 4], 0],
  ['one of each', [3], [3.5], 0],
])('the area for %s is that of scikit-learn', (_, better, worse, area) => {
  expect(auc(better, worse)).toEqual({ status: 'value', value: expect.closeTo(area, 12) });
});

it('is undefined where one group is empty', () => {
  const nothing = { status: 'undefined', reason: 'there is nothing to compare with' };
  expect(auc([], [1, 2])).toEqual(nothing);
  expect(auc([1], [])).toEqual(nothing);
  expect(auc([], [])).toEqual(nothing);
});

it('depends on the order of scores alone, and is what is left of 1 with the groups swapped', () => {
  fc.assert(
    fc.property(scores, scores, (better, worse) => {
      const area = areaOf(better, worse);
      expect(areaOf(better.map(Math.exp), worse.map(Math.exp))).toBe(area);
      expect(areaOf(worse, better)).toBeCloseTo(1 - area, 12);
      expect(area).toBeGreaterThanOrEqual(0);
      expect(area).toBeLessThanOrEqual(1);
    }),
  );
});
