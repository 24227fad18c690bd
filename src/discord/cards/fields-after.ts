import type { APIEmbed } from 'discord.js';
import { LIMITS } from '../limits.ts';
import { lengthOfCard } from './fit-embeds.ts';
import { placeAfter } from './line-fields.ts';

/** A card with those fields after one of its own for which it has room; as it is where it has no such field. @param room in characters */
export function withFieldsAfter(
  card: APIEmbed,
  name: string,
  more: NonNullable<APIEmbed['fields']>,
  room: number,
): APIEmbed {
  const fields = card.fields ?? [];
  const place = placeAfter(fields, name);
  if (place === undefined) return card;
  const places = LIMITS.embedFields - fields.length;
  const fitting = lengthOfCard({ fields: more }) <= room - lengthOfCard(card) ? more.slice(0, places) : [];
  return { ...card, fields: [...fields.slice(0, place), ...fitting, ...fields.slice(place)] };
}
