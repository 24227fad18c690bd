import type { Injections } from '../content/injections.ts';
import type { CriterionId } from '../content/schema.ts';
import type { Random } from '../core/random.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { type Estimate, pointAt, undefinedFor } from '../statistics/estimate.ts';
import { type HeardDebate, type HeardReading, readingsAs, valueOn } from './heard.ts';

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
    const written = meanScore(readingsAs(debate, 'written')[0], criteria);
    const padded = meanScore(readingsAs(debate, 'padded')[0], criteria);
    return written === undefined || padded === undefined ? [] : [padded - written];
  });
  return meanOver(shifts, random, 'no debate was scored with and without words that add nothing');
}

/** How far a text moved a debate's score, in the direction in which it pushes. */
export interface Push {
  readonly planted: string;
  readonly injection: string;
  readonly towards: number;
}

/**
 * How far texts that speak to the judge moved its scores, each against neutral words in its place.
 * @param criteria on which the score is taken; their mean where there are several
 */
export function pushesOn(
  debates: readonly HeardDebate[],
  criteria: readonly CriterionId[],
  { injections }: Injections,
): Push[] {
  return debates.flatMap((debate) => {
    const readings = readingsAs(debate, 'injected');
    return injections.flatMap(({ id, pushes }) => {
      const [attacked, calm] = [true, false].map((wanted) => {
        const reading = readings.find(({ version }) => version.injection === id && version.attacked === wanted);
        return meanScore(reading, criteria);
      });
      if (attacked === undefined || calm === undefined) return [];
      return [{ planted: debate.planted, injection: id, towards: pushes === 'up' ? attacked - calm : calm - attacked }];
    });
  });
}

/** The mean over texts, of which each counts once, whether its debate has one of them or several; those of one debate are drawn together. */
export function injectionShift(pushes: readonly Push[], random: Random): Estimate {
  const debates = [...new Set(pushes.map(({ planted }) => planted))];
  return bootstrap({
    units: debates.map((planted) => pushes.flatMap((push) => (push.planted === planted ? [push.towards] : []))),
    statistic: (units) =>
      units.length === 0
        ? undefinedFor('no debate was scored with and without a text that speaks to the judge')
        : pointAt(mean(units.flat())),
    random,
  });
}

/** Undefined where a score is missing: a mean of what is left would be another measure. */
function meanScore(reading: HeardReading | undefined, criteria: readonly CriterionId[]): number | undefined {
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
