import { describe, expect, it } from 'vitest';
import type { Seal } from '../../src/community/ballot.ts';
import { type Rating, ratingSchema, standingRatings } from '../../src/community/rating.ts';
import { summarizeRatings } from '../../src/community/rating-summary.ts';
import { voterId } from '../support/people.ts';

const ORDER: Pick<Seal, 'order'> = {
  order: [
    { letter: 'A', arm: 'baseline' },
    { letter: 'B', arm: 'ensemble' },
  ],
};
const CRITERIA = [
  { id: 'safety', weight: 3 },
  { id: 'coherence', weight: 1 },
];

const rating = (
  voter: string,
  letter: Rating['letter'],
  criterion: Rating['criterion'],
  value: number | null,
  more: Partial<Rating> = {},
): Rating => ({
  voter: voterId(voter),
  letter,
  criterion,
  value,
  watched: false,
  scripted: false,
  starter: false,
  accountCreatedAt: null,
  ...more,
});

/** Both criteria of an answer. */
const both = (voter: string, letter: Rating['letter'], safety: number, coherence: number, more?: Partial<Rating>) => [
  rating(voter, letter, 'safety', safety, more),
  rating(voter, letter, 'coherence', coherence, more),
];

const summary = (ratings: readonly Rating[]) => summarizeRatings(ratings, ORDER, CRITERIA);

describe('ratings', () => {
  it('are 1 to 7 and whole, or taken back', () => {
    const values = [1, 7, null, 0, 8, 2.5, '3', undefined];
    expect(
      values.map((value) => ratingSchema.safeParse({ ...rating('ann', 'A', 'safety', 1), value }).success),
    ).toEqual([true, true, true, false, false, false, false, false]);
  });

  it('count by the last of a voter for a criterion of an answer; one that was taken back does not', () => {
    const standing = standingRatings([
      rating('ann', 'A', 'safety', 2),
      rating('ann', 'B', 'safety', 3),
      rating('ann', 'A', 'safety', 5),
      rating('bob', 'A', 'safety', 4),
      rating('ann', 'A', 'coherence', 6),
      rating('bob', 'A', 'safety', null),
      rating('ann', 'A', 'coherence', null),
      rating('ann', 'A', 'coherence', 1),
    ]);
    expect(standing.map(({ voter, letter, criterion, value }) => `${voter} ${letter} ${criterion} ${value}`)).toEqual([
      `${voterId('ann')} A safety 5`,
      `${voterId('ann')} B safety 3`,
      `${voterId('ann')} A coherence 1`,
    ]);
  });

  it('are summed up for the arm behind the letter, the ensemble’s first, overall by the criteria’s weights', () => {
    const [ensemble, baseline] = summary([
      ...both('ann', 'B', 4, 2),
      ...both('bob', 'B', 6, 2),
      ...both('cy', 'B', 5, 5),
      rating('dan', 'B', 'safety', 1),
    ]);
    expect(ensemble).toMatchObject({
      arm: 'ensemble',
      people: {
        raters: 4,
        criteria: [
          { criterion: 'safety', mean: { value: 4, n: 4 } },
          { criterion: 'coherence', mean: { value: 3, n: 3 } },
        ],
        // (3.5 + 5 + 5) / 3; Dan left out a criterion.
        overall: { status: 'no-interval', value: 4.5, n: 3 },
      },
    });
    const none = { status: 'not-enough-ratings', n: 0, least: 3 };
    expect(baseline).toMatchObject({
      arm: 'baseline',
      people: { raters: 0, overall: none, criteria: [{ mean: none }, { mean: none }] },
    });
  });

  it('of fewer than three have no mean, and those by programs are never added to people’s', () => {
    const [ensemble] = summary([
      ...both('ann', 'B', 4, 2),
      ...both('bob', 'B', 6, 2),
      ...['p', 'q', 'r'].flatMap((name) => both(name, 'B', 7, 7, { scripted: true })),
    ]);
    expect(ensemble?.people).toMatchObject({ raters: 2, overall: { status: 'not-enough-ratings', n: 2, least: 3 } });
    expect(ensemble?.scripted).toMatchObject({ raters: 3, overall: { value: 7, n: 3 } });
  });

  it('of ten have an interval', () => {
    const values = [4, 5, 3, 6, 4, 5, 5, 2, 6, 4];
    const [ensemble] = summary(values.flatMap((value, place) => both(`voter ${place}`, 'B', value, value)));
    // As in test/statistics/mean.test.ts.
    expect(ensemble?.people.overall).toMatchObject({ status: 'estimated', value: 4.4, n: 10 });
  });
});
