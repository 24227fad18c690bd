import { z } from 'zod';
import type { Random } from '../core/random.ts';
import { applyMap, fitIsotonic, type Sample } from './isotonic.ts';

/** Ten is what Kohavi 1995 ("A study of cross-validation and bootstrap for accuracy estimation and model selection") found best. */
const FOLDS = 10;

/** A sample and the unit it came from: those of one unit are never on both sides of a fold. */
export interface UnitSample extends Sample {
  readonly unit: string;
}

/**
 * A map from one scale to another, learned from samples of both. It stands beside the raw value, never instead of it. Errors are root mean
 * squares in points of the target's scale: `mapped` over samples that their map had not seen, `raw` over the same samples, taken as they are.
 */
export const calibratedSchema = z.strictObject({
  status: z.literal('calibrated'),
  map: z.array(z.strictObject({ raw: z.number(), mapped: z.number() })).min(1),
  error: z.strictObject({ raw: z.number().min(0), mapped: z.number().min(0) }),
  folds: z.int().min(2),
  /** Units. */
  n: z.int().min(0),
});
export type Calibrated = z.infer<typeof calibratedSchema>;
export const calibrationSchema = z.discriminatedUnion('status', [
  calibratedSchema,
  z.strictObject({ status: z.literal('undefined'), reason: z.string(), n: z.int().min(0) }),
]);
export type Calibration = z.infer<typeof calibrationSchema>;

/**
 * Fits a rising map to all samples, and finds its error by cross-validation in ten folds of whole units (fewer than ten units: one a fold).
 * @param random deals the units to folds
 * @returns undefined for fewer than two units, and where all raw values are the same
 */
export function calibrate(samples: readonly UnitSample[], random: Random): Calibration {
  const folds = dealFolds(samples, random);
  const n = new Set(samples.map(({ unit }) => unit)).size;
  if (folds.length < 2) return { status: 'undefined', reason: 'fewer than two units', n };
  if (samples.every(({ raw }) => raw === samples[0]?.raw))
    return { status: 'undefined', reason: 'all raw values are the same, so there is nothing to map', n };
  const mapped = folds.flatMap((fold) => {
    const map = fitIsotonic(folds.filter((other) => other !== fold).flat());
    return fold.map(({ raw, target }) => applyMap(map, raw) - target);
  });
  return {
    status: 'calibrated',
    map: [...fitIsotonic(samples)],
    error: { raw: rootMeanSquare(samples.map(({ raw, target }) => raw - target)), mapped: rootMeanSquare(mapped) },
    folds: folds.length,
    n,
  };
}

/** Deals units to folds, of which none has more than one unit more than another. At most as many folds as units, none empty. */
export function dealFolds<S extends UnitSample>(samples: readonly S[], random: Random): readonly (readonly S[])[] {
  const units = random.shuffle([...new Set(samples.map(({ unit }) => unit))]);
  const folds = Array.from({ length: Math.min(FOLDS, units.length) }, (): S[] => []);
  const places = new Map(units.map((unit, place) => [unit, place % folds.length]));
  for (const sample of samples) folds[places.get(sample.unit) ?? 0]?.push(sample);
  return folds;
}

function rootMeanSquare(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}
