import { describe, expect, it } from 'vitest';
import { rubricSchema } from '../../src/content/schema.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import type { JudgedObject } from '../../src/judge/judged-object.ts';
import { panelAgreement } from '../../src/judge/panel-agreement.ts';
import { summarizePanel } from '../../src/judge/panel-summary.ts';
import type { Judgement } from '../../src/judge/score.ts';
import { summarizeScores } from '../../src/judge/summary.ts';
import { content } from '../support/content.ts';

const { rubric } = content;
const JUDGES = ['judge-1', 'judge-2'];

/** A judge's values by criterion, in the rubric's order; null for unscored. */
function judgements(judge: string, values: readonly (number | null)[], object?: JudgedObject): Judgement[] {
  return rubric.criteria.map(({ id }, place) => {
    const value = values[place] ?? null;
    return {
      debate: debateIdSchema.parse('d-abc123'),
      judge,
      criterion: id,
      ...(object === undefined ? {} : { object }),
      score:
        value === null
          ? { status: 'unscored', reason: 'stopped', detail: '' }
          : { status: 'scored', value, distribution: [0, 0, 0, 1, 0, 0, 0], method: 'probabilities', reason: '' },
    };
  });
}

describe('a panel', () => {
  it('is shown by judge and together, with how well it agrees', () => {
    const scores = [
      ...judgements('judge-1', [2, 3, 4, 5, 6, 7, 1]),
      ...judgements('judge-2', [2.4, 3, 4, 5, 6, 6.6, 1]),
    ];
    const { together, judges } = summarizePanel(scores, rubric, JUDGES);
    expect(together.criteria[0]?.value).toBeCloseTo(2.2, 10);
    expect(judges.map(({ judge, scores: { overall } }) => [judge, overall])).toEqual([
      ['judge-1', 4],
      ['judge-2', 4],
    ]);
    // Less than half a level apart everywhere: no disagreement.
    expect(panelAgreement(scores, JUDGES)).toEqual({ status: 'value', value: 1 });
  });

  it.each([
    ['it is one judge', ['judge-1'], [1, 2, 3, 4, 5, 6, 7], 'one judge alone has nobody to agree with'],
    ['all its scores are the same', JUDGES, [4, 4, 4, 4, 4, 4, 4], 'all ratings are the same'],
    ['nothing is scored', JUDGES, [], 'fewer than two items'],
  ])('has an undefined agreement, with the reason, where %s', (_, judges, values, reason) => {
    const scores = judges.flatMap((judge) => judgements(judge, values));
    expect(panelAgreement(scores, judges)).toEqual({ status: 'undefined', reason: expect.stringContaining(reason) });
  });

  it('has no score of a criterion that one of its judges could not score, and names how many', () => {
    const scores = [
      ...judgements('judge-1', [2, 3, 4, 5, 6, 7, 1]),
      ...judgements('judge-2', [null, 3, 4, 5, 6, 7, 1]),
    ];
    const { together, judges } = summarizePanel(scores, rubric, JUDGES);
    expect(together.criteria[0]).toMatchObject({ value: null, unscored: 'by 1 of 2 judges: it was stopped' });
    expect(together.criteria[1]?.value).toBe(3);
    expect(together.overall).toBeNull();
    expect(judges[0]?.scores.criteria[0]?.value).toBe(2);
  });

  it('is summed up for one object at a time', () => {
    const scores = [
      ...judgements('judge-1', [2, 2, 2, 2, 2, 2, 2]),
      ...judgements('judge-1', [6, 6, 6, 6, 6, 6, 6], { kind: 'answer' }),
    ];
    expect(summarizeScores(scores, rubric).overall).toBe(2);
    expect(summarizeScores(scores, rubric, 1, { kind: 'answer' }).overall).toBe(6);
    expect(summarizeScores(scores, rubric, 1, { kind: 'contribution', speaker: 'Speaker A' }).judged).toBe(false);
  });
});

describe('the weights', () => {
  const values = [7, 6, 5, 4, 3, 2, 1];

  it('make the overall score, and those of the paper its five', () => {
    const { overall, views } = summarizeScores(judgements('judge-1', values), rubric);
    expect(overall).toBe(4);
    // argument quality 7, alignment 3, depth 6, safety 2, coherence 1
    expect(views).toEqual([
      {
        view: 'paper-five',
        name: "The paper's five",
        value: expect.closeTo(7 * 0.25 + 3 * 0.25 + 6 * 0.2 + 2 * 0.2 + 0.1, 10),
        spread: null,
      },
    ]);
    const heavier = {
      ...rubric,
      criteria: rubric.criteria.map((one, place) => ({ ...one, weight: place === 0 ? 3 : 1 })),
    };
    expect(summarizeScores(judgements('judge-1', values), heavier).overall).toBeCloseTo((7 * 3 + 21) / 9, 10);
  });

  it('make no view of which a part is unscored, and every other one', () => {
    const without = (place: number) => values.map((value, at) => (at === place ? null : value));
    // Truthfulness is no part of the paper's five, coherence is.
    expect(summarizeScores(judgements('judge-1', without(2)), rubric)).toMatchObject({
      overall: null,
      views: [{ value: expect.closeTo(4.2, 10) }],
    });
    expect(summarizeScores(judgements('judge-1', without(6)), rubric)).toMatchObject({
      overall: null,
      views: [{ value: null }],
    });
  });

  it('are all the same in plans of earlier versions, which had no views', () => {
    const earlier = rubricSchema.parse({
      id: rubric.id,
      criteria: rubric.criteria.map(({ id, name, question, levels }) => ({ id, name, question, levels })),
    });
    expect(summarizeScores(judgements('judge-1', values), earlier)).toMatchObject({ overall: 4, views: [] });
  });
});
