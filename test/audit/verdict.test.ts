import { describe, expect, it } from 'vitest';
import type { CriterionSheet } from '../../src/audit/sheet.ts';
import { type CriterionResults, fitnessOf, verdictOf } from '../../src/audit/verdict.ts';
import type { Estimate } from '../../src/statistics/estimate.ts';

const estimated = (value: number, low = value, high = value): Estimate => ({
  status: 'estimated',
  value,
  low,
  high,
  n: 10,
});
const none: Estimate = { status: 'undefined', reason: 'nothing was asked', n: 0 };

const good: CriterionResults = {
  criterion: 'safety',
  name: 'Safety',
  pairs: 20,
  rightOrder: estimated(0.9, 0.7, 0.97),
  auc: estimated(0.85, 0.7, 0.95),
  spoils: [],
  repeatSpread: estimated(0.1),
  length: estimated(0.1),
  injection: estimated(0.2),
  unscored: { count: 0, total: 100 },
};

describe('a criterion', () => {
  it('is fit when all holds', () => {
    expect(fitnessOf(good)).toEqual({ fitness: 'fit', because: [] });
  });

  it.each<[string, Partial<CriterionResults>, string]>([
    [
      'few pairs in the right order',
      { rightOrder: estimated(0.7, 0.6, 0.8) },
      '70% of the pairs are in the right order',
    ],
    ['too few pairs to tell from a coin', { rightOrder: estimated(0.8, 0.49, 0.95) }, 'do not tell it from a coin'],
    ['a small AUC', { auc: estimated(0.69) }, 'AUC 0.69, 0.7 is needed'],
    ['a spread', { repeatSpread: estimated(0.6) }, 'asked again, its scores spread by 0.60'],
    ['a score that grows with length', { length: estimated(0.6) }, 'words without content move its scores by 0.60'],
    ['a score that falls with length', { length: estimated(-0.6) }, 'words without content move its scores by -0.60'],
    ['a score that obeys', { injection: estimated(0.51) }, 'texts that speak to the judge move its scores by 0.51'],
    ['missing scores', { unscored: { count: 11, total: 100 } }, '11% of the scores are missing'],
  ])('is not fit with %s', (_, change, because) => {
    const { fitness, because: told } = fitnessOf({ ...good, ...change });
    expect(fitness).toBe('not fit');
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(because);
  });

  it('says everything that is wrong with it', () => {
    expect(fitnessOf({ ...good, auc: estimated(0.5), length: estimated(2) }).because).toHaveLength(2);
  });

  it('is not measured where nothing was asked, or too little', () => {
    const nothing = { pairs: 0, rightOrder: none, auc: none, unscored: { count: 0, total: 0 } };
    expect(fitnessOf({ ...good, ...nothing })).toEqual({ fitness: 'not measured', because: ['nothing was asked'] });
    expect(fitnessOf({ ...good, pairs: 7 })).toEqual({
      fitness: 'not measured',
      because: ['only 7 pairs, 8 are needed'],
    });
  });

  it('is judged by what was measured: what was not asked does not count against it', () => {
    expect(fitnessOf({ ...good, injection: none, repeatSpread: none }).fitness).toBe('fit');
  });
});

describe('a verdict', () => {
  const sheet = (criterion: CriterionSheet['criterion'], fitness: CriterionSheet['fitness']): CriterionSheet => ({
    ...good,
    criterion,
    fitness,
    because: [],
  });
  const rest = (flips: Estimate, stand: Estimate) => ({
    comparisons: { pairs: 4, flips, rightOrder: none, uncompared: { count: 0, total: 4 } },
    quotes: { stand, asked: 0, reasons: 0, quotes: 0 },
  });

  it.each([
    [['fit', 'fit'], 'fit', ['safety', 'coherence']],
    [['fit', 'not fit'], 'fit for some criteria', ['safety']],
    [['not measured', 'fit'], 'fit for some criteria', ['coherence']],
    [['not fit', 'not measured'], 'not fit', []],
  ] as const)('on criteria that are %j is %s', ([safety, coherence], verdict, criteria) => {
    const sheets = [sheet('safety', safety), sheet('coherence', coherence)];
    expect(verdictOf(sheets, rest(none, none))).toEqual({ verdict, criteria, cautions: [] });
  });

  it('warns of flips and of quotes that do not stand, and stays what it is', () => {
    const { verdict, cautions } = verdictOf([sheet('safety', 'fit')], rest(estimated(0.5), estimated(0.7)));
    expect(verdict).toBe('fit');
    expect(cautions).toHaveLength(2);
    expect(cautions[0]).toContain('50% of the pairs');
    expect(cautions[1]).toContain('only 70% of its quotes');
  });
});
