import type { Estimate } from '../statistics/estimate.ts';
import { meanOf } from '../statistics/mean.ts';
import { LEAST_RATERS } from './agreement.ts';
import { type Author, authorOf, inUsualOrder } from './author.ts';
import type { Letter, Seal } from './ballot.ts';
import type { Counting, LeftOutCount } from './left-out.ts';
import { overallByRater, type WeighedCriterion } from './raters.ts';
import { filterRatings, type GivenRating, type Rating, standingRatings } from './rating.ts';

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
  /** Everybody but programs: the raw count. */
  readonly people: GroupRatings;
  /** Those of them whom the ballot's rules leave in. */
  readonly filtered: GroupRatings;
  /** Programs (`--audience`): shown apart, never added to people. */
  readonly scripted: GroupRatings;
};

export interface RatingSummary {
  /** In the usual order. */
  readonly answers: readonly AnswerRatings[];
  /** How many of the people who rated the filtered count leaves out, by the first reason that holds for them. */
  readonly leftOut: readonly LeftOutCount[];
}

/** Sums up a ballot's ratings, an answer at a time. @param ratings in the order stored */
export function summarizeRatings(
  ratings: readonly Rating[],
  { order }: Pick<Seal, 'order'>,
  criteria: readonly WeighedCriterion[],
  counting: Counting,
): RatingSummary {
  const standing = standingRatings(ratings);
  const people = standing.filter(({ scripted }) => !scripted);
  const filtered = filterRatings(people, counting);
  const answers = inUsualOrder(order).map((entry) => {
    const { letter } = entry;
    const group = (some: readonly GivenRating[]): GroupRatings =>
      sumUp(
        some.filter((rating) => rating.letter === letter),
        criteria,
      );
    const scripted = standing.filter((rating) => rating.scripted);
    return {
      ...authorOf(entry),
      letter,
      people: group(people),
      filtered: group(filtered.ratings),
      scripted: group(scripted),
    };
  });
  return { answers, leftOut: filtered.leftOut };
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
