import { expect, it } from 'vitest';
import { holm } from '../../src/statistics/holm.ts';

it('adjusts p-values as statsmodels does', () => {
  // statsmodels 0.15.0: multipletests(ps, method='holm')[1]
  const adjusted = [0.06, 0.16, 0.15, 0.035, 1, 1, 0.6];
  expect(holm([0.01, 0.04, 0.03, 0.005, 0.5, 0.5, 0.2])).toEqual(adjusted.map((p) => expect.closeTo(p, 14)));
});

it('leaves a single one as it is, and none none', () => {
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});
