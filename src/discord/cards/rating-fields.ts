import type { APIEmbed } from 'discord.js';
import { describeCriteriaRated, describeRatings, hasRated, NOBODY_RATED } from '../../trial/rating-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeScale, scaleTitle } from '../../trial/scale-words.ts';
import { LIMITS } from '../limits.ts';
import { lengthOfCard } from './fit-embeds.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

const PEOPLE = 'Ratings by people';
/** How people rated the answers overall. */
export function ratingField(result: TrialResult): Field {
  const lines = hasRated(result, 'people') ? describeRatings(result, 'people') : [NOBODY_RATED];
  return { name: PEOPLE, value: lines.join('\n') };
}

/** How people rated the answers by criterion; none where no criterion has enough ratings. */
export function criterionFields(result: TrialResult): Field[] {
  const lines = describeCriteriaRated(result, 'people');
  return lines.length === 0 ? [] : [{ name: `${PEOPLE}, by criterion`, value: lines.join('\n') }];
}

/** What the judge's scores are on people's scale; none where that is not known. */
export function scaleFields({ community }: TrialResult): Field[] {
  const scaled = community?.scaled ?? null;
  return scaled === null ? [] : [{ name: scaleTitle(scaled), value: describeScale(scaled).join('\n') }];
}

/** How programs rated; none where they did not. */
export function scriptedFields(result: TrialResult): Field[] {
  if (!hasRated(result, 'scripted')) return [];
  const value = describeRatings(result, 'scripted').join('\n');
  return [{ name: 'Ratings by scripted voters (programs, drawn at random)', value }];
}

/** A card with those fields after people's ratings for which it has room. @param room in characters */
export function withRatingFields(card: APIEmbed, more: readonly Field[], room: number): APIEmbed {
  const fields = card.fields ?? [];
  const place = fields.findIndex(({ name }) => name === PEOPLE) + 1;
  if (place === 0) return card;
  const places = LIMITS.embedFields - fields.length;
  const fitting = lengthOfCard({ fields: [...more] }) <= room - lengthOfCard(card) ? more.slice(0, places) : [];
  return { ...card, fields: [...fields.slice(0, place), ...fitting, ...fields.slice(place)] };
}
