import { describe, expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import type { Judgement, Score } from '../../src/judge/score.ts';
import { summarizeScores } from '../../src/judge/summary.ts';
import { content } from '../support/content.ts';

const { rubric } = content;
const scored = (value: number, reason = ''): Score => ({
  status: 'scored',
  value,
  distribution: [0, 0, 0, 1, 0, 0, 0],
  method: 'probabilities',
  reason,
});
const unscored: Score = { status: 'unscored', reason: 'answer-is-no-score', detail: '' };

/** A judge's scores, the first criterion's first. */
const judgements = (judge: string, scores: readonly Score[]): Judgement[] =>
  scores.flatMap((score, place) => {
    const criterion = rubric.criteria[place]?.id;
    return criterion === undefined ? [] : [{ debate: debateIdSchema.parse('d-abc123'), judge, criterion, score }];
  });

describe('a summary of scores', () => {
  it('is the mean over judges for each criterion, and over the criteria as a whole', () => {
    const first = judgements(
      'judge-1',
      [2, 3, 4, 5, 6, 7, 1].map((value) => scored(value, `because ${value}`)),
    );
    const second = judgements(
      'judge-2',
      [4, 3, 4, 5, 6, 7, 1].map((value) => scored(value)),
    );
    const { criteria, overall } = summarizeScores([...first, ...second], rubric, 2);
    expect(criteria.map(({ value }) => value)).toEqual([3, 3, 4, 5, 6, 7, 1]);
    expect(criteria[0]).toMatchObject({ name: 'Argument quality', reason: 'because 2', unscored: '' });
    expect(overall).toBeCloseTo(29 / 7, 10);
  });

  it('has no whole when one criterion is unscored or not judged', () => {
    const six = judgements(
      'judge-1',
      [3, 3, 3, 3, 3, 3].map((value) => scored(value)),
    );
    const notJudged = summarizeScores(six, rubric);
    expect(notJudged).toMatchObject({ overall: null, judged: true });
    expect(notJudged.criteria.at(-1)).toMatchObject({ value: null, unscored: 'not judged' });
    expect(summarizeScores([], rubric)).toMatchObject({ overall: null, judged: false });
    const all = judgements('judge-1', [...six.map(({ score }) => score), unscored]);
    expect(summarizeScores(all, rubric)).toMatchObject({ overall: null });
    expect(summarizeScores(all, rubric).criteria.at(-1)?.unscored).toBe('the judge did not answer with a score');
  });

  it('says that a debate was too long for its judge', () => {
    const tooLong: Score = { status: 'unscored', reason: 'longer-than-window', detail: '' };
    const [criterion] = summarizeScores(judgements('judge-1', [tooLong]), rubric).criteria;
    expect(criterion).toMatchObject({ value: null, unscored: 'the debate is longer than the judge’s window' });
  });

  it('has no score of a criterion that a part of the panel has not come to, or could not score', () => {
    const first = judgements(
      'judge-1',
      [2, 2, 2, 2, 2, 2, 2].map((value) => scored(value)),
    );
    const second = judgements('judge-2', [scored(4), unscored]);
    const { criteria, overall } = summarizeScores([...first, ...second], rubric, 2);
    expect(criteria.map(({ value }) => value)).toEqual([3, null, null, null, null, null, null]);
    expect(criteria[1]?.unscored).toBe('by 1 of 2 judges: the judge did not answer with a score');
    expect(criteria.at(-1)?.unscored).toBe('judged by only 1 of 2 judges');
    expect(overall).toBeNull();
  });
});
