import { describe, expect, it } from 'vitest';
import { trialIdSchema } from '../../../src/core/ids.ts';
import { mostTelling } from '../../../src/study/poll/most-telling.ts';
import type { SampledTrial } from '../../../src/study/poll/sampled-trial.ts';

const id = (place: number) => trialIdSchema.parse(`t-${String(place).padStart(16, '0')}`);
const toCome = (place: number, ensembleBetter: number | null, ensemble = 'one'): SampledTrial => ({
  trial: id(place),
  ensemble,
  status: 'to come',
  ensembleBetter,
});

function closed(place: number, ensemble: string, votes: { ensemble: number; baseline: number }): SampledTrial {
  const count = {
    voters: votes.ensemble + votes.baseline,
    answers: [
      { arm: 'ensemble' as const, letter: 'A' as const, votes: votes.ensemble },
      { arm: 'baseline' as const, letter: 'B' as const, votes: votes.baseline },
    ],
    ties: 0,
    allBad: 0,
  };
  return {
    trial: id(place),
    ensemble,
    status: 'closed',
    putAt: 0,
    vote: { trial: id(place), people: count, filtered: count },
  };
}

const next = (...sample: SampledTrial[]) => mostTelling(sample)?.trial;

describe('the trial on which a vote tells most', () => {
  it('is the one on which the panel is most undecided', () => {
    expect(next(toCome(1, 0.9), toCome(2, 0.55), toCome(3, 0.2))).toBe(id(2));
  });

  it('is one that the panel could not compare before one of which it is sure', () => {
    expect(next(toCome(1, 0.9), toCome(2, null))).toBe(id(2));
  });

  it('is of the ensemble on which people are undecided', () => {
    const sure = [1, 2, 3, 4].map((place) => closed(place, 'sure', { ensemble: 9, baseline: 0 }));
    const split = [
      closed(5, 'split', { ensemble: 5, baseline: 4 }),
      closed(6, 'split', { ensemble: 4, baseline: 5 }),
      closed(7, 'split', { ensemble: 5, baseline: 4 }),
      closed(8, 'split', { ensemble: 4, baseline: 5 }),
    ];
    expect(next(...sure, ...split, toCome(9, 0.5, 'sure'), toCome(10, 0.5, 'split'))).toBe(id(10));
  });

  it('is of an ensemble on which nobody votes yet before one on which people vote now', () => {
    const open: SampledTrial = { trial: id(1), ensemble: 'one', status: 'open', putAt: 0 };
    expect(next(open, toCome(2, 0.5, 'one'), toCome(3, 0.5, 'other'))).toBe(id(3));
  });

  it('takes a ballot on which too few voted for none', () => {
    const few = closed(1, 'one', { ensemble: 2, baseline: 0 });
    expect(next(few, toCome(2, 0.5, 'one'), toCome(3, 0.5, 'other'))).toBe(id(2));
  });

  it('is the first of the sample among equal ones, and there is none where none is ready', () => {
    expect(next(toCome(2, 0.5), toCome(1, 0.5))).toBe(id(2));
    expect(next({ trial: id(1), ensemble: 'one', status: 'not judged' })).toBeUndefined();
  });
});
