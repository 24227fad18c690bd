import { describe, expect, it } from 'vitest';
import { noncentralCdf } from '../../src/statistics/noncentral-t.ts';
import { detectableAt, smallestShown } from '../../src/statistics/power.ts';
import { spreadOf } from '../../src/statistics/spread.ts';
import { BALANCED, UNBALANCED } from './clustered-values.ts';

// scipy 1.17.1: stats.nct.cdf(t, freedom, off)
it.each([
  [2, 14, 3, 0.16609817915804617],
  [-1, 5, 0.5, 0.08244409105672337],
  [2.14, 14, 2.9, 0.22923534007634708],
  [0, 7, 1.5, 0.06680720126885809],
  [2.5, 5.5, 4, 0.0985799876501428],
  [-2.14, 14, 2.9, 1.4454033853751082e-6],
  [2, 14, 0, 0.967356023555444],
])('the noncentral t at %f, %f degrees of freedom, %f off, is that of scipy', (t, freedom, off, probability) => {
  expect(Math.abs(noncentralCdf(t, freedom, off) - probability)).toBeLessThan(1e-12);
});

// scipy 1.17.1, t = stats.t.ppf(0.975, f): optimize.brentq(lambda d: stats.nct.sf(t, f, d) + stats.nct.cdf(-t, f, d) - 0.8, 0.5, 6)
it.each([
  [2, 5.6534892661971226],
  [6.052197586450616, 3.3608506587887526],
  [14, 3.0132684557533667],
  [120, 2.8242525681709276],
])('with %f degrees of freedom as many standard errors are found in 80%% as scipy says', (freedom, errors) => {
  expect(detectableAt(freedom)).toBeCloseTo(errors, 10);
});

describe('the smallest mean that would be shown', () => {
  it.each([
    // statsmodels 0.15.0: TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8), in standard deviations; its solver stops about 1e-6 off
    [6, 1.4345451395119289],
    [8, 1.156035271959959],
    [15, 0.7780225446134179],
    [30, 0.5292357045238948],
  ])('is that of statsmodels for %i clusters of one observation', (n, deviations) => {
    const values = Array.from({ length: n }, (_, place) => (place * 7) % 11);
    const shown = smallestShown(values.map((value, place) => ({ cluster: `${place}`, value })));
    expect(shown).toEqual({ status: 'value', value: expect.closeTo(deviations * spreadOf(values), 5) });
  });

  it('goes by the robust error and its degrees of freedom, not by what was found', () => {
    const shown = { status: 'value', value: expect.closeTo(0.315365403445958 * 3.3608506587887526, 10) };
    expect(smallestShown(UNBALANCED)).toEqual(shown);
    expect(smallestShown(UNBALANCED.map(({ cluster, value }) => ({ cluster, value: value + 9 })))).toEqual(shown);
  });

  it('is undefined of too few clusters, and where they do not vary', () => {
    const few = BALANCED.slice(0, 15);
    expect(smallestShown(few)).toEqual({ status: 'undefined', reason: 'too few scenarios: fewer than 6' });
    const same = BALANCED.map(({ cluster }) => ({ cluster, value: 1 }));
    expect(smallestShown(same)).toEqual({ status: 'undefined', reason: 'all scenarios have the same mean' });
  });
});
