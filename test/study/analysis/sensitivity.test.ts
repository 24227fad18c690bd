import { describe, expect, it } from 'vitest';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { changed, findingsIn, found, madeFindings } from './findings-of.ts';

const { data, findings } = await madeFindings({ difference: 0.15 });
const row = (id: string) => found(findings.sensitivity, (one) => one.id === id);

describe('sensitivity', () => {
  it('is the headline with one thing done otherwise each time', () => {
    expect(findings.sensitivity.map(({ name }) => name)).toEqual([
      'Without incomplete debates',
      'Without judge-1 (made-judge:12b)',
      'Without judge-2 (made-oak:7b)',
      "By the paper's five",
      'Only pairs whose arms wrote within 20% as many tokens',
      'Interval by Student’s t',
    ]);
  });

  // pandas 3.1.1 on the same rows, as in headline.test.ts: the pairs and diff.mean()
  it.each([
    ['without-incomplete', 60, 0.27838341142857154],
    ['without-judge-1', 74, 0.25059095077220084],
    ['without-judge-2', 69, 0.3252131004140788],
    ['by-paper-five', 70, 0.28116819178571434],
    ['by-student', 68, 0.30512813939075634],
  ])('%s agrees with pandas', (id, pairs, value) => {
    expect(row(id).difference.pairs).toBe(pairs);
    expect(row(id).difference.difference).toMatchObject({
      status: 'estimated',
      value: expect.closeTo(value, 10),
      n: 15,
    });
  });

  it('is without a judge what it would be had that judge never sat', async () => {
    const without: StudyData = {
      ...data,
      head: { ...data.head, judges: data.head.judges.slice(0, 1) },
      scores: data.scores.filter(({ judgement }) => judgement.judge === 'judge-1'),
    };
    const alone = await findingsIn(without);
    expect(alone.headline.difference).toEqual(row('without-judge-2').difference);
    expect(alone.sensitivity.map(({ id }) => id)).not.toContain('without-judge-1');
  });

  it('says where the verdict is another one', async () => {
    const torn = await findingsIn(
      changed(data, {
        score: (row) => {
          const { judgement } = row;
          if (judgement.judge !== 'judge-1' || judgement.score.status !== 'scored') return row;
          return {
            ...row,
            judgement: { ...judgement, score: { ...judgement.score, value: 8 - judgement.score.value } },
          };
        },
      }),
    );
    expect(torn.headline.difference.conclusion.verdict).toBe('no-difference-shown');
    const verdict = (id: string): [string, boolean] => {
      const { difference, agrees } = found(torn.sensitivity, (one) => one.id === id);
      return [difference.conclusion.verdict, agrees];
    };
    expect(verdict('without-judge-1')).toEqual(['one-higher', false]);
    expect(verdict('without-judge-2')).toEqual(['other-higher', false]);
    expect(found(torn.conclusions, ({ about }) => about === 'sensitivity').words).toBe(
      'The headline’s verdict is another one in 2 of 6 checks of its sensitivity (without judge-1 (made-judge:12b): the ensemble higher; without judge-2 (made-oak:7b): the single model higher).',
    );
  });
});

describe('the sensitivity of a headline on one criterion', () => {
  it('has no check by other weights: one criterion has none', async () => {
    const asked = structuredClone(data);
    asked.head.plan.analysis.primary.score = 'safety';
    const { sensitivity } = await findingsIn(asked);
    expect(sensitivity.map(({ id }) => id)).not.toContain('by-overall');
    expect(sensitivity.map(({ id }) => id)).toContain('without-judge-1');
  });
});

describe('the token-matched result', () => {
  it('keeps the pairs that wrote about as many tokens', () => {
    const kept = data.debates.filter((one) => {
      const other = data.debates.find(({ trial, arm }) => trial === one.trial && arm === 'baseline');
      if (one.arm !== 'ensemble' || other === undefined) return false;
      const tokens = [one, other].map(({ attempts }) =>
        attempts.reduce((sum, { completionTokens }) => sum + (completionTokens ?? 0), 0),
      );
      const [fewer = 0, more = 0] = tokens.toSorted((left, right) => left - right);
      return more - fewer <= 0.2 * more;
    });
    expect(findings.tokenMatched.kept).toBeGreaterThan(10);
    expect(findings.tokenMatched.kept).toBeLessThanOrEqual(kept.length);
    expect(findings.tokenMatched.kept + findings.tokenMatched.leftOut).toBe(68);
    expect(findings.tokenMatched).toMatchObject({ within: 0.2, untold: 0 });
    expect(findings.tokenMatched.difference).toEqual(row('tokens-matched').difference);
  });
});

describe('the length-adjusted result', () => {
  it('takes away what longer debates score more', async () => {
    // Every point of difference is one of length: the arm that has twice the words has a point more.
    const words = (place: number): number => (place % 3 === 0 ? 200 : 100);
    const places = new Map(data.debates.map(({ debate }, place) => [debate, Math.floor(place / 2)]));
    const longer = (arm: string, debate: (typeof data.debates)[number]['debate']): boolean =>
      arm === 'ensemble' && words(places.get(debate) ?? 0) === 200;
    const byLength = await findingsIn(
      changed(data, {
        debate: (one) => ({
          ...one,
          attempts: one.attempts.map((attempt) => ({ ...attempt, words: longer(one.arm, one.debate) ? 200 : 100 })),
        }),
        score: (score) => ({
          ...score,
          judgement: {
            ...score.judgement,
            score:
              score.judgement.score.status === 'scored'
                ? { ...score.judgement.score, value: longer(score.arm, score.judgement.debate) ? 5 : 4 }
                : score.judgement.score,
          },
        }),
      }),
    );
    const { unadjusted, difference } = byLength.lengthAdjusted;
    expect(unadjusted).toMatchObject({ value: expect.closeTo(1 / 3, 1) });
    expect(difference.status === 'undefined' ? Number.NaN : Math.abs(difference.value)).toBeLessThan(0.1);
  });
});
