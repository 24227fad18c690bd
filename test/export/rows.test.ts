import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../src/export/labels.ts';
import type { Outcome } from '../../src/export/left-out.ts';
import { pairsOf } from '../../src/export/pairs.ts';
import { ratingsOf } from '../../src/export/ratings.ts';
import { ALL, aVotedTrial, type Said } from './a-voted-trial.ts';

/** Rows by what `show` makes of them, and reasons of those that are none. */
function shown<Row>(outcomes: readonly Outcome<Row>[], show: (row: Row) => unknown): unknown[] {
  return outcomes.map((outcome) => (outcome.status === 'row' ? show(outcome.row) : outcome.reason));
}

const pairs = (said: Said, filters = {}): unknown[] =>
  shown(pairsOf(aVotedTrial(said), { ...ALL, ...filters }), (row) => [row.chosen_by.arm, row.rejected_by.arm]);
const labels = (said: Said, filters = {}): unknown[] =>
  shown(labelsOf(aVotedTrial(said), { ...ALL, ...filters }), ({ label }) => label);

describe('a pair', () => {
  it('has the answer that most chose, and each other one', () => {
    expect(pairs({ votes: { ensemble: 3, baseline: 2 } })).toEqual([['ensemble', 'baseline']]);
    expect(pairs({ votes: { ensemble: 1, baseline: 4, 'self-consistency': 2 } })).toEqual([
      ['baseline', 'ensemble'],
      ['baseline', 'self-consistency'],
    ]);
  });

  it('is not there where nothing was preferred', () => {
    expect(pairs({ votes: { ensemble: 3, baseline: 3 } })).toEqual(['no-preference']);
    expect(pairs({ votes: { ensemble: 3, baseline: 2 }, ties: 4 })).toEqual(['no-preference']);
    expect(pairs({ votes: { ensemble: 3, baseline: 2 }, ties: 3 })).toEqual(['no-preference']);
    expect(pairs({ votes: { ensemble: 3, baseline: 2 }, allBad: 4 })).toEqual(['all-bad']);
    expect(pairs({ votes: { ensemble: 4, baseline: 4, 'self-consistency': 1 } })).toEqual([
      'no-preference',
      'no-preference',
    ]);
    expect(pairs({ votes: { ensemble: 3, baseline: 1 } })).toEqual(['few-votes']);
  });

  it('has a margin of all that voted, by which it can be left out', () => {
    const said = { votes: { ensemble: 5, baseline: 2 }, ties: 2, allBad: 1 };
    expect(shown(pairsOf(aVotedTrial(said), ALL), (row) => [row.margin, row.votes, row.votes_all])).toEqual([
      [0.3, 10, 12],
    ]);
    expect(pairs(said, { minMargin: 0.3 })).toHaveLength(1);
    expect(pairs(said, { minMargin: 0.31 })).toEqual(['small-margin']);
    expect(pairs(said, { minVotes: 11 })).toEqual(['few-votes']);
  });

  it.each([
    [{ ensemble: 5, baseline: 4 }, 'same'],
    [{ ensemble: 4, baseline: 5 }, 'different'],
    [{ ensemble: 4, baseline: 4 }, 'no preference'],
    [{ ensemble: 4 }, 'unscored'],
  ] as const)('whose answers the panel gives %j: people and it preferred %s', (scores, agreement) => {
    const said = { votes: { ensemble: 5, baseline: 1 }, scores };
    expect(shown(pairsOf(aVotedTrial(said), ALL), (row) => row.agreement)).toEqual([agreement]);
    const only = (which: string): unknown[] => pairs(said, { agreement: which });
    expect(only('same')).toEqual(agreement === 'same' ? [['ensemble', 'baseline']] : ['other-agreement']);
    expect(only('different')).toEqual(agreement === 'different' ? [['ensemble', 'baseline']] : ['other-agreement']);
  });

  it('says what the panel preferred when it read both, from the chosen answer’s side', () => {
    const judged = (votes: Said['votes'], compared: number): unknown[] =>
      shown(pairsOf(aVotedTrial({ votes, compared }), ALL), (row) => [row.judge_prefers, row.judge_probability]);
    expect(judged({ ensemble: 5, baseline: 1 }, 0.75)).toEqual([['chosen', 0.75]]);
    expect(judged({ ensemble: 1, baseline: 5 }, 0.75)).toEqual([['rejected', 0.25]]);
    expect(judged({ ensemble: 1, baseline: 5 }, 0.5)).toEqual([['tie', 0.5]]);
    // Only the ensemble's answer is compared with others.
    expect(judged({ ensemble: 0, baseline: 5, 'self-consistency': 1 }, 0.75)).toEqual([
      ['rejected', 0.25],
      [null, null],
    ]);
  });
});

describe('a label', () => {
  it('is true for what most chose, and false for the others', () => {
    expect(labels({ votes: { ensemble: 1, baseline: 4, 'self-consistency': 2 } })).toEqual([false, true, false]);
  });

  it('is false for all where most found all of them bad, and not there where nothing was preferred', () => {
    expect(labels({ votes: { ensemble: 3, baseline: 2 }, allBad: 4 })).toEqual([false, false]);
    expect(labels({ votes: { ensemble: 3, baseline: 3 } })).toEqual(['no-preference', 'no-preference']);
    expect(labels({ votes: { ensemble: 1, baseline: 3 } })).toEqual(['few-votes', 'few-votes']);
  });

  it('has the margin to what it stands against, and is left out for how far that is', () => {
    const margins = (said: Said): unknown[] => shown(labelsOf(aVotedTrial(said), ALL), ({ margin }) => margin);
    expect(margins({ votes: { ensemble: 1, baseline: 5, 'self-consistency': 2 }, ties: 2 })).toEqual([-0.4, 0.3, -0.3]);
    expect(margins({ votes: { ensemble: 1, baseline: 3 }, allBad: 6 })).toEqual([-0.5, -0.3]);
    expect(labels({ votes: { ensemble: 1, baseline: 3 }, allBad: 6 }, { minMargin: 0.4 })).toEqual([
      false,
      'small-margin',
    ]);
  });

  it('goes by the agreement of the whole ballot', () => {
    const said = { votes: { ensemble: 1, baseline: 5 }, scores: { ensemble: 2, baseline: 6 } };
    expect(labels(said, { agreement: 'same' })).toEqual([false, true]);
    expect(labels(said, { agreement: 'different' })).toEqual(['other-agreement', 'other-agreement']);
    // Of all answers being bad a panel says nothing.
    expect(labels({ ...said, allBad: 9 }, { agreement: 'same' })).toEqual(['other-agreement', 'other-agreement']);
  });
});

describe('a rating', () => {
  const ratings = (said: Partial<Said>, filters = {}): unknown[] =>
    shown(
      ratingsOf(aVotedTrial({ votes: { ensemble: 1, baseline: 1 }, ...said }), { ...ALL, ...filters }),
      ({ criterion, rating, raters, margin, agreement }) => [criterion, rating, raters, margin, agreement],
    );

  it('stands for each answer and criterion that enough people rated, however few voted', () => {
    const said = { ratings: [[4.5, 3] as const, [6, 2] as const] };
    const row = ['criterion-0', 4.5, 3, null, 'not enough votes'];
    expect(ratings(said)).toEqual([row, 'few-raters', row, 'few-raters']);
    expect(ratings(said, { minRaters: 4 })).toEqual(['few-raters', 'few-raters', 'few-raters', 'few-raters']);
  });

  it('says how its ballot went, and is not left out for the margin of votes', () => {
    const said = {
      votes: { ensemble: 6, baseline: 4 },
      ratings: [[4, 3] as const],
      scores: { ensemble: 4, baseline: 3 },
    };
    const rows = [
      ['criterion-0', 4, 3, expect.closeTo(0.2), 'same'],
      ['criterion-0', 4, 3, expect.closeTo(-0.2), 'same'],
    ];
    expect(ratings(said, { minMargin: 0.9 })).toEqual(rows);
    expect(ratings(said, { agreement: 'same' })).toEqual(rows);
    expect(ratings(said, { agreement: 'different' })).toEqual(['other-agreement', 'other-agreement']);
  });
});
