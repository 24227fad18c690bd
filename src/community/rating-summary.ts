import type { Estimate } from '../statistics/estimate.ts';
import { meanOf } from '../statistics/mean.ts';
import { LEAST_RATERS } from './agreement.ts';
import { type Author, authorOf, inUsualOrder } from './author.ts';
import type { Letter, Seal } from './ballot.ts';
import { overallByRater, type WeighedCriterion } from './raters.ts';
import { type GivenRating, type Rating, standingRatings } from './rating.ts';

/** `n` rated it, and `least` are needed for a mean. */
export interface NotEnoughRatings {
  readonly status: 'not-enough-ratings';
  readonly n: number;
  readonly least: number;
}

/** The mean of the ratings, 1 to 7; n counts raters. */
export type RatingMean = Estimate | NotEnoughRatings;

/** What one group of raters gave one answer. */
export interface GroupRatings {
  /** How many rated it on anything. */
  readonly raters: number;
  /** In the rubric's order. */
  readonly criteria: readonly { readonly criterion: string; readonly mean: RatingMean }[];
  /** Of those who rated it on every criterion. */
  readonly overall: RatingMean;
}

export type AnswerRatings = Author & {
  readonly letter: Letter;
  readonly people: GroupRatings;
  /** Programs (`--audience`): shown apart, never added to people. */
  readonly scripted: GroupRatings;
};

/** Sums up a ballot's ratings, an answer at a time, in the usual order. @param ratings in the order stored */
export function summarizeRatings(
  ratings: readonly Rating[],
  { order }: Pick<Seal, 'order'>,
  criteria: readonly WeighedCriterion[],
): readonly AnswerRatings[] {
  const standing = standingRatings(ratings);
  return inUsualOrder(order).map((entry) => {
    const { letter } = entry;
    const own = standing.filter((rating) => rating.letter === letter);
    const group = (isScripted: boolean): GroupRatings =>
      sumUp(
        own.filter(({ scripted }) => scripted === isScripted),
        criteria,
      );
    return { ...authorOf(entry), letter, people: group(false), scripted: group(true) };
  });
}

function sumUp(ratings: readonly GivenRating[], criteria: readonly WeighedCriterion[]): GroupRatings {
  const on = (id: string): { rater: string; value: number }[] =>
    ratings.flatMap(({ criterion, voter, value }) => (criterion === id ? [{ rater: voter, value }] : []));
  return {
    raters: new Set(ratings.map(({ voter }) => voter)).size,
    criteria: criteria.map(({ id }) => ({ criterion: id, mean: meanIfEnough(on(id)) })),
    overall: meanIfEnough(overallByRater(criteria, on)),
  };
}

function meanIfEnough(values: readonly { readonly value: number }[]): RatingMean {
  const n = values.length;
  if (n < LEAST_RATERS) return { status: 'not-enough-ratings', n, least: LEAST_RATERS };
  return meanOf(
    values.map(({ value }) => value),
    { lowest: 1, highest: 7 },
  );
}
