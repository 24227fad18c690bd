import type { APIEmbed } from 'discord.js';
import {
  describeCriteriaRated,
  describeFilteredRatings,
  describeRatings,
  hasRated,
  NOBODY_RATED,
} from '../../trial/rating-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeScale, scaleTitle } from '../../trial/scale-words.ts';
import { lineFields } from './line-fields.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** The name of people's overall ratings, after which the others come. */
export const RATINGS = 'Ratings by people';

/** The name of the field with a filtered count, beside the one with the raw count. */
export function filteredOf(name: string): string {
  return `${name}, filtered count`;
}

/** How people rated the answers overall. */
export function ratingField(result: TrialResult): Field {
  const lines = hasRated(result, 'people') ? describeRatings(result, 'people') : [NOBODY_RATED];
  return { name: RATINGS, value: lines.join('\n') };
}

/** The filtered count of that; none where nobody rated. */
export function filteredFields(result: TrialResult): Field[] {
  const lines = describeFilteredRatings(result);
  return lineFields(filteredOf(RATINGS), lines);
}

/** How people rated the answers by criterion; none where no criterion has enough ratings. */
export function criterionFields(result: TrialResult): Field[] {
  const lines = describeCriteriaRated(result, 'people');
  return lineFields(`${RATINGS}, by criterion`, lines);
}

/** What the judge's scores are on people's scale; none where that is not known. */
export function scaleFields({ community }: TrialResult): Field[] {
  const scaled = community?.scaled ?? null;
  return scaled === null ? [] : lineFields(scaleTitle(scaled), describeScale(scaled));
}

/** How programs rated; none where they did not. */
export function scriptedFields(result: TrialResult): Field[] {
  if (!hasRated(result, 'scripted')) return [];
  return lineFields('Ratings by scripted voters (programs, drawn at random)', describeRatings(result, 'scripted'));
}
