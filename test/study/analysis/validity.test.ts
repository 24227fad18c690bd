import { describe, expect, it } from 'vitest';
import type { DebateRow } from '../../../src/study/data/study-rows.ts';
import { makeStudy } from '../made-study.ts';
import { changed, findingsIn, found, mean } from './findings-of.ts';

const data = makeStudy({ scenarios: 8, ensembles: 3, incomplete: 0.3 });
const findings = await findingsIn(data);
const of = (arm: DebateRow['arm']): DebateRow[] => data.debates.filter((row) => row.arm === arm);

describe('the validity funnel', () => {
  it.each(['ensemble', 'baseline'] as const)('of the %s counts turns and debates as they stand in the rows', (arm) => {
    const debates = of(arm);
    const { turns, debates: counted, shares, unscored } = found(findings.funnel, (one) => one.arm === arm);
    const attempts = debates.flatMap((row) => row.attempts);
    const valid = attempts.filter(({ rejected }) => rejected === null);
    const asked = debates.reduce((sum, { turnsAsked }) => sum + turnsAsked, 0);
    const silent = debates.reduce((sum, row) => sum + row.silent.length, 0);
    expect(turns).toEqual({
      asked,
      validAtFirst: valid.filter(({ attempt }) => attempt === 1).length,
      validAfterRetries: valid.filter(({ attempt }) => attempt > 1).length,
      silent,
      notReached: 0,
    });
    expect(silent).toBeGreaterThan(0);
    expect(turns.validAtFirst + turns.validAfterRetries + turns.silent).toBe(asked);
    const whole = debates.filter(({ status }) => status === 'complete').length;
    expect(counted).toMatchObject({ planned: 24, run: 24, whole });
    expect(counted.answered).toBe(debates.filter(({ answer }) => answer !== null).length);
    const scores = data.scores.filter((row) => row.arm === arm);
    expect(unscored).toMatchObject({
      count: scores.filter(({ judgement }) => judgement.score.status === 'unscored').length,
      of: scores.length,
    });
    expect(shares.valid).toMatchObject({ value: expect.closeTo(valid.length / asked, 12), n: 8 });
    expect(shares.whole).toMatchObject({ value: expect.closeTo(whole / 24, 12), n: 8 });
  });

  it('has the turns that a failed debate never came to', async () => {
    const [first] = data.debates;
    const failed = await findingsIn(
      changed(data, {
        debate: (row) =>
          row === first
            ? { ...row, status: 'failed', attempts: row.attempts.slice(0, 1), silent: [], answer: null }
            : row,
      }),
    );
    const { turns } = found(failed.funnel, ({ arm }) => arm === first?.arm);
    const valid = first?.attempts[0]?.rejected === null ? 1 : 0;
    expect(turns.notReached).toBe((first?.turnsAsked ?? 0) - valid);
    expect(failed.counts.missing).toContain('1 debate of 48 failed.');
  });
});

describe('rejected attempts', () => {
  it.each(['ensemble', 'baseline'] as const)('of the %s are counted by reason, with the most frequent first', (arm) => {
    const attempts = of(arm).flatMap((row) => row.attempts);
    const rejected = attempts.flatMap((attempt) => attempt.rejected ?? []);
    const told = found(findings.rejections, (one) => one.arm === arm);
    expect(told.attempts).toBe(attempts.length);
    expect(told.retries).toBe(attempts.filter(({ attempt }) => attempt > 1).length);
    expect(told.rejected).toMatchObject({ count: rejected.length, of: attempts.length });
    expect(told.rejected.share).toMatchObject({ value: expect.closeTo(rejected.length / attempts.length, 12), n: 8 });
    const counts = told.reasons.map(({ rejected: { count } }) => count);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rejected.length);
    for (const { reason, rejected: part } of told.reasons)
      expect(part.count).toBe(rejected.filter((one) => one === reason).length);
  });
});

describe('what debates cost', () => {
  const measure = (id: string, arm: DebateRow['arm']) =>
    found(found(findings.measures, (one) => one.id === id).arms, (one) => one.arm === arm);

  it('is summed over their calls, words over what was valid', () => {
    const debates = of('ensemble');
    const sum = (count: (attempt: DebateRow['attempts'][number]) => number): number =>
      debates.flatMap((row) => row.attempts).reduce((total, attempt) => total + count(attempt), 0);
    expect(measure('words', 'ensemble').sum).toBe(sum(({ words, rejected }) => (rejected === null ? words : 0)));
    expect(measure('turns', 'ensemble').sum).toBe(sum(({ rejected }) => (rejected === null ? 1 : 0)));
    expect(measure('cut-off', 'ensemble').sum).toBe(0);
    expect(measure('stance-tokens', 'ensemble').sum).toBe(
      debates
        .flatMap((row) => row.stances)
        .reduce((total, one) => total + (one.promptTokens ?? 0) + (one.completionTokens ?? 0), 0),
    );
    expect(measure('attempts', 'ensemble').sum).toBe(sum(() => 1));
    expect(measure('prompt-tokens', 'ensemble').sum).toBe(sum(({ promptTokens }) => promptTokens ?? 0));
    expect(measure('completion-tokens', 'ensemble').sum).toBe(sum(({ completionTokens }) => completionTokens ?? 0));
    expect(measure('server-seconds', 'ensemble').sum).toBeCloseTo(
      sum(({ serverMilliseconds }) => serverMilliseconds ?? 0) / 1000,
      6,
    );
    expect(measure('wall-seconds', 'ensemble').sum).toBeCloseTo(sum(({ milliseconds }) => milliseconds ?? 0) / 1000, 6);
    const words = debates.map(({ attempts }) =>
      attempts.reduce((total, one) => total + (one.rejected === null ? one.words : 0), 0),
    );
    expect(measure('words', 'ensemble').mean).toMatchObject({ value: expect.closeTo(mean(words), 8), n: 8 });
  });

  it('is not told of a debate of which one call’s is not, and never counted as zero', async () => {
    const [first] = of('baseline');
    const untold = await findingsIn(
      changed(data, {
        debate: (row) =>
          row === first
            ? {
                ...row,
                attempts: row.attempts.map((one, place) => (place === 1 ? { ...one, completionTokens: null } : one)),
              }
            : row,
      }),
    );
    const tokens = found(untold.measures, ({ id }) => id === 'completion-tokens').arms;
    expect(tokens.map(({ arm, debates, untold }) => [arm, debates, untold])).toEqual([
      ['ensemble', 24, 0],
      ['baseline', 23, 1],
    ]);
    const own = first?.attempts.reduce((sum, { completionTokens }) => sum + (completionTokens ?? 0), 0) ?? 0;
    expect(found(tokens, ({ arm }) => arm === 'baseline').sum).toBe(measure('completion-tokens', 'baseline').sum - own);
    expect(untold.tokenMatched.untold).toBe(
      untold.headline.difference.pairs === findings.headline.difference.pairs ? 1 : 0,
    );
  });
});
