import { describe, expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import { countQuotes, quoteWords, sumQuotes } from '../../src/judge/quote-count.ts';
import type { Judgement, Score } from '../../src/judge/score.ts';
import { bothViews, overallWords, spreadLegend, valueWords, viewWords } from '../../src/judge/score-words.ts';
import { summarizeScores } from '../../src/judge/summary.ts';
import { content } from '../support/content.ts';

const { rubric } = content;

const scored = (value: number, spread?: number, stands?: boolean): Score => ({
  status: 'scored',
  value,
  ...(spread === undefined ? {} : { spread }),
  distribution: [0, 0, 0, 1, 0, 0, 0],
  method: 'probabilities',
  reason: '',
  ...(stands === undefined ? {} : { quote: { text: 'word for word', stands } }),
});
const unscored: Score = { status: 'unscored', reason: 'stopped', detail: '' };

/** A judge's scores on all criteria, the first one's first. */
const judgements = (judge: string, score: (place: number) => Score): Judgement[] =>
  rubric.criteria.map(({ id }, place) => ({
    debate: debateIdSchema.parse('d-abc123'),
    judge,
    criterion: id,
    score: score(place),
  }));

describe('the spread of a summary', () => {
  it('is the judge’s own on each criterion, and of several together the weighted mean, which is the most it can be', () => {
    // Argument quality 0, depth 0.5, truthfulness 1, enhancement 1.5, alignment 2, safety 2.5, coherence 3
    const { criteria, overallSpread, views } = summarizeScores(
      judgements('judge-1', (place) => scored(4, place / 2)),
      rubric,
    );
    expect(criteria.map(({ spread }) => spread)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(overallSpread).toBeCloseTo(1.5, 12);
    expect(views[0]?.spread).toBeCloseTo(0.25 * 0 + 0.25 * 2 + 0.2 * 0.5 + 0.2 * 2.5 + 0.1 * 3, 12);
  });

  it('holds how far a panel’s judges are apart', () => {
    const both = [...judgements('judge-1', () => scored(3, 1)), ...judgements('judge-2', () => scored(5, 2))];
    const { criteria, overallSpread } = summarizeScores(both, rubric, 2);
    expect(criteria[0]).toMatchObject({ value: 4, spread: expect.closeTo(Math.sqrt(3.5), 12) });
    expect(overallSpread).toBeCloseTo(Math.sqrt(3.5), 12);
  });

  it('is none where there is no value, and where an earlier version did not record it', () => {
    const one = summarizeScores(
      judgements('judge-1', (place) => (place === 2 ? unscored : scored(4, 1))),
      rubric,
    );
    expect(one.criteria[2]).toMatchObject({ value: null, spread: null });
    expect(one).toMatchObject({ overall: null, overallSpread: null, views: [{ spread: expect.closeTo(1, 12) }] });
    const earlier = summarizeScores(
      judgements('judge-1', () => scored(4)),
      rubric,
    );
    expect(earlier).toMatchObject({ overall: 4, overallSpread: null, views: [{ spread: null }] });
    expect(spreadLegend([earlier], 1)).toEqual([]);
  });
});

describe('scores in words', () => {
  const of = (value: number, spread: number) =>
    summarizeScores(
      judgements('judge-1', () => scored(value, spread)),
      rubric,
    );

  it('have their spread beside them, and both views', () => {
    expect(valueWords({ value: 4.21, spread: 1.06 })).toBe('4.2 ± 1.1');
    expect(valueWords({ value: 4.21, spread: null })).toBe('4.2');
    expect(overallWords(of(3, 2))).toBe('3.0 ± 2.0');
    expect(bothViews(of(3, 2))).toBe("3.0 ± 2.0 of 7 · the paper's five 3.0 ± 2.0");
    expect(viewWords(of(3, 2), of(5, 1))).toBe("the paper's five 3.0 ± 2.0, 5.0 ± 1.0");
  });

  it('are unscored where they are, each view for itself', () => {
    expect(valueWords(undefined)).toBe('unscored');
    const without = (missing: number) =>
      summarizeScores(
        judgements('judge-1', (place) => (place === missing ? unscored : scored(3, 2))),
        rubric,
      );
    // Truthfulness is no part of the paper's five, coherence is.
    expect(bothViews(without(2))).toBe("unscored · the paper's five 3.0 ± 2.0");
    expect(bothViews(without(6))).toBe("unscored · the paper's five unscored");
  });

  it('are of one view by a rubric of an earlier version', () => {
    const summary = summarizeScores(
      judgements('judge-1', () => scored(3, 2)),
      { ...rubric, views: [] },
    );
    expect(bothViews(summary)).toBe('3.0 ± 2.0 of 7');
  });

  it('say once what ± is, of one judge and of several', () => {
    expect(spreadLegend([of(3, 2)], 1).join('\n')).toMatch(
      /^± is the spread of the judge’s own answer, not an interval/,
    );
    expect(spreadLegend([of(3, 2)], 2).join('\n')).toMatch(/^± is the spread of the judges’ own answers as one/);
  });
});

describe('quotes', () => {
  it('are counted for one object, those that do not stand as struck out', () => {
    const quotes = [true, true, false, undefined, true, false, true];
    const { quotes: count } = summarizeScores(
      judgements('judge-1', (place) => scored(4, 1, quotes[place])),
      rubric,
    );
    expect(count).toEqual({ given: 6, stand: 4 });
    expect(quoteWords(count)).toBe('quotes: 4 of 6 stand, 2 struck out');
    expect(quoteWords(sumQuotes([count, { given: 1, stand: 0 }]))).toBe('quotes: 4 of 7 stand, 3 struck out');
  });

  it('are not spoken of where none was given, and not called struck out where all stand', () => {
    expect(quoteWords(countQuotes(judgements('judge-1', (place) => (place === 0 ? unscored : scored(4, 1)))))).toBe('');
    expect(quoteWords({ given: 3, stand: 3 })).toBe('quotes: 3 of 3 stand');
  });
});
