import { describe, expect, it } from 'vitest';
import { panelAgreement } from '../../../src/judge/panel-agreement.ts';
import { makeStudy } from '../made-study.ts';
import { findingsIn, found } from './findings-of.ts';

const data = makeStudy({ scenarios: 12, ensembles: 2, gaps: 0.02 });
const { judging } = await findingsIn(data);

describe('the judges', () => {
  it.each(['judge-1', 'judge-2'])('%s: what it left unscored is counted by reason', (judge) => {
    const own = data.scores.flatMap(({ judgement }) => (judgement.judge === judge ? [judgement.score] : []));
    const unscored = own.flatMap((score) => (score.status === 'unscored' ? [score.reason] : []));
    const told = found(judging.judges, (one) => one.judge === judge);
    expect(told.scored).toBe(own.length - unscored.length);
    expect(told.unscored).toMatchObject({ count: unscored.length, of: own.length, share: { n: 12 } });
    expect(unscored.length).toBeGreaterThan(10);
    for (const { reason, unscored: part } of told.reasons)
      expect(part.count).toBe(unscored.filter((one) => one === reason).length);
    const quotes = own.flatMap((score) => (score.status === 'scored' ? (score.quote ?? []) : []));
    expect(told.quotes).toMatchObject({ count: quotes.filter(({ stands }) => stands).length, of: quotes.length });
  });

  it('agree as well as the panel’s own measure says, over all scores and by criterion', () => {
    const judgements = data.scores.map(({ judgement }) => judgement);
    const value = (some: typeof judgements): number => {
      const alpha = panelAgreement(some, ['judge-1', 'judge-2']);
      return alpha.status === 'value' ? alpha.value : Number.NaN;
    };
    expect(judging.agreement).toMatchObject({
      status: 'estimated',
      value: expect.closeTo(value(judgements), 10),
      n: 12,
    });
    expect(judging.agreementByCriterion).toHaveLength(7);
    for (const { criterion, agreement } of judging.agreementByCriterion) {
      const own = judgements.filter((one) => one.criterion === criterion);
      expect(agreement).toMatchObject({ status: 'estimated', value: expect.closeTo(value(own), 10) });
    }
    expect(judging.repetitions).toEqual({ status: 'undefined', reason: 'every debate was run once', n: 0 });
  });

  it('alone have nobody to agree with, and repetitions are compared where there are some', async () => {
    const repeated = await findingsIn(
      makeStudy({ scenarios: 10, ensembles: 2, judges: 1, repetitions: 2, judged: ['debate'] }),
    );
    expect(repeated.judging.agreement).toMatchObject({
      status: 'undefined',
      reason: 'one judge alone has nobody to agree with',
    });
    expect(repeated.judging.repetitions).toMatchObject({ status: 'estimated', n: 10 });
  });

  it('are told with what is known of them', () => {
    expect(judging.judges.map(({ debates, sameFamily, audit }) => [debates, sameFamily, audit.status])).toEqual([
      [false, false, 'fit-for-some'],
      [true, true, 'not-audited'],
    ]);
  });
});
