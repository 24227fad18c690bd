import { z } from 'zod';
import { judgementSchema } from '../judge/score.ts';
import { letterSchema } from './ballot.ts';
import { type Counting, type Sifted, siftPeople } from './left-out.ts';
import { voterFactsSchema } from './voter-facts.ts';

/** How good somebody finds a blinded answer on one criterion: one record for each (voter, letter, criterion), the last one wins. */
export const ratingSchema = voterFactsSchema.extend({
  letter: letterSchema,
  criterion: judgementSchema.shape.criterion,
  /** By the levels of the trial's rubric; null: taken back. */
  value: z.int().min(1).max(7).nullable(),
});
export type Rating = z.infer<typeof ratingSchema>;

/** A rating that was not taken back. */
export type GivenRating = Rating & { readonly value: number };

/** What counts of ratings in the order stored: of each voter, answer and criterion the last one, unless that takes it back. */
export function standingRatings(ratings: readonly Rating[]): readonly GivenRating[] {
  const last = new Map(ratings.map((rating) => [`${rating.letter} ${rating.criterion} ${rating.voter}`, rating]));
  return [...last.values()].filter((rating): rating is GivenRating => rating.value !== null);
}

/** Ratings by people whom the ballot's rules leave in, and who was left out. @param standing programs' among them are left out too */
export function filterRatings(
  standing: readonly GivenRating[],
  counting: Counting,
): { readonly ratings: readonly GivenRating[]; readonly leftOut: Sifted['leftOut'] } {
  const { kept, leftOut } = siftPeople(
    standing.map((rating) => ({ voter: rating.voter, scripted: rating.scripted, facts: rating })),
    counting,
  );
  return { ratings: standing.filter(({ voter }) => kept.has(voter)), leftOut };
}
