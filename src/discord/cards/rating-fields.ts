import type { APIEmbed } from 'discord.js';
import { describeRatings, hasRated, NOBODY_RATED } from '../../trial/rating-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { describeScale, scaleTitle } from '../../trial/scale-words.ts';
import { LIMITS } from '../limits.ts';
import { lengthOfCard } from './fit-embeds.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

const PEOPLE = 'Ratings by people';
/** What fit-embeds.ts keeps free. */
const NOTE_ROOM = 60;

/** How people rated the answers overall. */
export function ratingField(result: TrialResult): Field {
  const lines = hasRated(result, 'people') ? describeRatings(result, 'people') : [NOBODY_RATED];
  return { name: PEOPLE, value: lines.join('\n') };
}

/**
 * A card with what belongs to people's ratings and has room beside the rest: how programs rated, and what the judge's scores are on people's
 * scale where that is known.
 */
export function withMoreRatings(card: APIEmbed, result: TrialResult): APIEmbed {
  const fields = card.fields ?? [];
  const place = fields.findIndex(({ name }) => name === PEOPLE) + 1;
  if (place === 0) return card;
  let room = LIMITS.embedsTogether - NOTE_ROOM - lengthOfCard(card);
  const fitting = moreFields(result).filter((field) => {
    const length = lengthOfCard({ fields: [field] });
    if (length > room) return false;
    room -= length;
    return true;
  });
  return { ...card, fields: [...fields.slice(0, place), ...fitting, ...fields.slice(place)] };
}

function moreFields(result: TrialResult): Field[] {
  const scaled = result.community?.scaled ?? null;
  const scripted = {
    name: 'Ratings by scripted voters (programs, drawn at random)',
    value: describeRatings(result, 'scripted').join('\n'),
  };
  return [
    ...(scaled === null ? [] : [{ name: scaleTitle(scaled), value: describeScale(scaled).join('\n') }]),
    ...(hasRated(result, 'scripted') ? [scripted] : []),
  ];
}
