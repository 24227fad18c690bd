import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { calibrate, calibrationSchema, dealFolds, type UnitSample } from '../../src/statistics/calibrate.ts';
import { applyMap, fitIsotonic, type Sample } from '../../src/statistics/isotonic.ts';

const samplesOf = (raws: readonly number[], targets: readonly number[]): Sample[] =>
  raws.map((raw, place) => ({ raw, target: targets[place] ?? Number.NaN }));
const someSamples = fc.array(
  fc.record({ raw: fc.integer({ min: 1, max: 12 }), target: fc.integer({ min: 1, max: 7 }) }),
  { minLength: 1, maxLength: 30 },
);

// scikit-learn 1.9.1: IsotonicRegression(out_of_bounds='clip').fit(raws, targets).predict(asked)
describe('isotonic regression is that of scikit-learn', () => {
  it('with equal scores, pooled violators, between its points and beyond them', () => {
    const map = fitIsotonic(
      samplesOf(
        [3.1, 4.2, 2.0, 5.5, 4.2, 6.1, 1.4, 5.0, 3.6, 4.9],
        [3.33, 4.0, 3.67, 5.0, 3.0, 5.33, 2.0, 5.67, 3.0, 4.67],
      ),
    );
    const asked = [1, 1.4, 1.7, 2, 2.5, 3.1, 3.6, 4, 4.2, 4.55, 4.9, 5.2, 5.5, 5.8, 6.1, 7];
    const said = [
      2, 2, 2.666666666666667, 3.3333333333333335, 3.3333333333333335, 3.3333333333333335, 3.3333333333333335,
      3.4444444444444446, 3.5, 4.084999999999999, 4.67, 5.333333333333333, 5.333333333333333, 5.333333333333333,
      5.333333333333333, 5.333333333333333,
    ];
    expect(asked.map((raw) => applyMap(map, raw))).toEqual(said.map((value) => expect.closeTo(value, 12)));
  });

  it('of targets that only fall: their mean', () => {
    const map = fitIsotonic(samplesOf([1, 2, 3], [3, 2, 1]));
    expect([0, 1, 2.5, 9].map((raw) => applyMap(map, raw))).toEqual([2, 2, 2, 2]);
  });
});

describe('a fitted map', () => {
  it('never falls, keeps inside of the targets and has their mean', () => {
    fc.assert(
      fc.property(someSamples, (samples) => {
        const map = fitIsotonic(samples);
        const fitted = samples.map(({ raw }) => applyMap(map, raw));
        const targets = samples.map(({ target }) => target);
        const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
        expect(map.map(({ mapped }) => mapped)).toEqual(map.map(({ mapped }) => mapped).toSorted((a, b) => a - b));
        expect(Math.min(...fitted)).toBeGreaterThanOrEqual(Math.min(...targets) - 1e-9);
        expect(Math.max(...fitted)).toBeLessThanOrEqual(Math.max(...targets) + 1e-9);
        expect(sum(fitted)).toBeCloseTo(sum(targets), 9);
      }),
    );
  });

  it('is no further from the targets than any other that never falls', () => {
    const error = (samples: readonly Sample[], say: (raw: number) => number): number =>
      samples.reduce((sum, { raw, target }) => sum + (say(raw) - target) ** 2, 0);
    fc.assert(
      fc.property(
        someSamples,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (samples, steps) => {
          const map = fitIsotonic(samples);
          const other = (raw: number): number => steps.slice(0, raw).reduce((sum, step) => sum + step, 0);
          expect(error(samples, (raw) => applyMap(map, raw))).toBeLessThanOrEqual(error(samples, other) + 1e-9);
        },
      ),
    );
  });

  it('learns a map that only rises by heart', () => {
    const map = fitIsotonic(samplesOf([2, 4, 6], [1, 5, 6]));
    expect(map).toEqual([
      { raw: 2, mapped: 1 },
      { raw: 4, mapped: 5 },
      { raw: 6, mapped: 6 },
    ]);
  });
});

describe('a calibration', () => {
  const raws = [3.1, 4.2, 2.0, 5.5, 4.2, 6.1, 1.4, 5.0, 3.6, 4.9, 2.7, 6.4, 3.3, 5.2];
  const targets = [3.33, 4.0, 3.67, 5.0, 3.0, 5.33, 2.0, 5.67, 3.0, 4.67, 3.0, 6.0, 4.33, 4.33];
  const samples = samplesOf(raws, targets).map(
    (sample, place): UnitSample => ({ ...sample, unit: `ballot ${place % 12}` }),
  );

  it('has the cross-validated error that scikit-learn has with the same folds, beside the raw score’s', () => {
    const folds = dealFolds(samples, seededRandom(5));
    expect(samples.map((sample) => folds.findIndex((fold) => fold.includes(sample)))).toEqual([
      7, 3, 1, 0, 1, 8, 2, 9, 5, 0, 6, 4, 7, 3,
    ]);
    // scikit-learn 1.9.1, fold the list above:
    // said = cross_val_predict(IsotonicRegression(out_of_bounds='clip'), raws, targets, cv=PredefinedSplit(fold))
    // np.sqrt(np.mean((said - targets) ** 2)), np.sqrt(np.mean((raws - targets) ** 2))
    const calibration = calibrate(samples, seededRandom(5));
    expect(calibration).toMatchObject({
      status: 'calibrated',
      error: { mapped: expect.closeTo(0.8285360897336104, 12), raw: expect.closeTo(0.7770962433499286, 12) },
      folds: 10,
      n: 12,
    });
    expect(calibrationSchema.parse(calibration)).toEqual(calibration);
    if (calibration.status === 'calibrated') expect(calibration.map).toEqual(fitIsotonic(samples));
  });

  it('keeps the samples of a unit in one fold, no fold empty, all of about one size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 60 }),
        fc.integer(),
        (units, seed) => {
          const folds = dealFolds(
            units.map((unit) => ({ unit: `${unit}`, raw: 1, target: 1 })),
            seededRandom(seed),
          );
          const inFolds = folds.map((fold) => new Set(fold.map(({ unit }) => unit)));
          const sizes = inFolds.map(({ size }) => size);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(new Set(units).size);
          expect(folds.flat()).toHaveLength(units.length);
          expect(Math.min(...sizes)).toBeGreaterThan(0);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it.each([
    ['of nothing', [], 'fewer than two units', 0],
    ['of one unit', samples.slice(0, 1), 'fewer than two units', 1],
    [
      'of raw values that are all the same',
      samples.map((sample) => ({ ...sample, raw: 4 })),
      'all raw values are the same, so there is nothing to map',
      12,
    ],
  ])('is undefined %s', (_, some, reason, n) => {
    expect(calibrate(some, seededRandom(1))).toEqual({ status: 'undefined', reason, n });
  });

  it('of two units learns from one what it says of the other', () => {
    const two = [
      { unit: 'a', raw: 2, target: 3 },
      { unit: 'b', raw: 5, target: 7 },
    ];
    expect(calibrate(two, seededRandom(1))).toMatchObject({ error: { mapped: 4, raw: Math.sqrt(2.5) }, folds: 2 });
  });
});
