import { describe, expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import type { PairJudgement } from '../../src/judge/pair-judgement.ts';
import { summarizePairs } from '../../src/judge/pair-summary.ts';
import { preferenceOf } from '../../src/judge/preference.ts';

const JUDGES = ['judge-1', 'judge-2'];
const measure = { off: 0, tokens: [], alternatives: 2, samples: null, thinking: false };

/** @param aFirst probability of `a` when it is read first @param bFirst the same when `b` is */
function compared(judge: string, aFirst: number, bFirst: number): PairJudgement {
  const { better, a, place } = preferenceOf(aFirst, bFirst);
  return of(judge, {
    status: 'compared',
    better,
    a,
    flipped: place !== null,
    method: 'probabilities',
    orders: [
      { first: 'a', a: aFirst, measure },
      { first: 'b', a: bFirst, measure },
    ],
  });
}

function of(judge: string, outcome: PairJudgement['outcome']): PairJudgement {
  const [a, b] = [debateIdSchema.parse('d-abc123'), debateIdSchema.parse('d-def456')];
  return { kind: 'answer', a, b, judge, rubricHash: 'x', outcome };
}

const failed = (judge: string) => of(judge, { status: 'unscored', reason: 'model-failed', detail: 'gone' });

describe('a panel’s comparison of two', () => {
  it.each([
    ['one judge that prefers a', [[0.9, 0.6]], { better: 'a', a: 0.75, place: null }, 0],
    ['one judge that prefers b', [[0.4, 0.2]], { better: 'b', a: 0.3, place: null }, 0],
    ['one judge that goes by the first place', [[0.9, 0.2]], { better: 'tie', place: 'first' }, 1],
    ['one judge that goes by the second place', [[0.1, 0.7]], { better: 'tie', place: 'second' }, 1],
    ['one judge that is undecided', [[0.5, 0.5]], { better: 'tie', place: null }, 0],
    [
      'a judge that goes by the place a little, and one that is sure',
      [
        [0.6, 0.4],
        [0.9, 0.8],
      ],
      { better: 'a', a: 0.675, place: null },
      1,
    ],
    [
      'two that are sure of different ones',
      [
        [0.9, 0.9],
        [0.2, 0.2],
      ],
      { better: 'a', a: 0.55, place: null },
      0,
    ],
  ])('is the mean of each order over its judges: %s', (_, orders, expected, flipped) => {
    const judgements = orders.map(([aFirst = 0, bFirst = 0], place) => compared(`judge-${place + 1}`, aFirst, bFirst));
    const summary = summarizePairs(judgements, JUDGES.slice(0, orders.length));
    const { a, ...rest } = { a: undefined, ...expected };
    expect(summary.together).toMatchObject({ status: 'compared', ...rest });
    if (a !== undefined) expect(summary.together).toMatchObject({ a: expect.closeTo(a, 10) });
    expect(summary).toMatchObject({ judged: true, compared: orders.length, flipped });
  });

  it('is of those judges that could compare, and names each that could not', () => {
    const {
      together,
      judges,
      compared: count,
    } = summarizePairs([compared('judge-1', 0.9, 0.7), failed('judge-2')], JUDGES);
    expect(together).toMatchObject({ better: 'a', a: expect.closeTo(0.8, 10) });
    expect(judges[1]).toEqual({
      judge: 'judge-2',
      verdict: { status: 'unscored', unscored: 'the judge’s model failed' },
    });
    expect(count).toBe(1);
  });

  it.each([
    ['no judge could', [failed('judge-1'), failed('judge-2')], 'the judge’s model failed', true],
    ['only a part of the panel has come to it', [compared('judge-1', 1, 1)], 'judged by only 1 of 2 judges', true],
    ['none has', [], 'not judged', false],
  ])('is unscored with the reason where %s', (_, judgements, unscored, judged) => {
    expect(summarizePairs(judgements, JUDGES)).toMatchObject({ judged, together: { status: 'unscored', unscored } });
  });
});
