import type { CriterionId } from '../content/schema.ts';
import type { Random } from '../core/random.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { type Estimate, pointAt, undefinedFor } from '../statistics/estimate.ts';
import { type HeardDebate, readingsAs, valueOn } from './heard.ts';

/** The mean of one number a debate. */
export function meanOver(values: readonly number[], random: Random, nothing: string): Estimate {
  return bootstrap({
    units: values,
    statistic: (units) => (units.length === 0 ? undefinedFor(nothing) : pointAt(mean(units))),
    random,
  });
}

/** Standard deviation of the scores of one debate that was scored several times, over all such debates. */
export function repeatSpread(debates: readonly HeardDebate[], criterion: CriterionId, random: Random): Estimate {
  const variances = debates.flatMap((debate) => {
    const values = [...readingsAs(debate, 'written'), ...readingsAs(debate, 'again')].flatMap(
      (reading) => valueOn(criterion, reading) ?? [],
    );
    return values.length < 2 ? [] : [variance(values)];
  });
  return bootstrap({
    units: variances,
    statistic: (units) =>
      units.length === 0 ? undefinedFor('no debate was scored twice') : pointAt(Math.sqrt(mean(units))),
    random,
  });
}

/**
 * How much scores move when words without content are added.
 * @param criteria on which the score is taken; their mean where there are several
 */
export function lengthShift(
  debates: readonly HeardDebate[],
  criteria: readonly CriterionId[],
  random: Random,
): Estimate {
  const shifts = debates.flatMap((debate) => {
    const written = meanScore(debate, 'written', criteria);
    const padded = meanScore(debate, 'padded', criteria);
    return written === undefined || padded === undefined ? [] : [padded - written];
  });
  return meanOver(shifts, random, 'no debate was scored with and without words that add nothing');
}

/** Undefined where a score is missing: a mean of what is left would be another measure. */
function meanScore(
  debate: HeardDebate,
  as: 'written' | 'padded',
  criteria: readonly CriterionId[],
): number | undefined {
  const [reading] = readingsAs(debate, as);
  const values = criteria.flatMap((criterion) => valueOn(criterion, reading) ?? []);
  return values.length < criteria.length ? undefined : mean(values);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample. */
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
