import type { APIEmbed } from 'discord.js';
import { MARKS } from '../../trial/mark-words.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { lengthOfCard } from './fit-embeds.ts';
import { lineFields } from './line-fields.ts';

/** The most that all lines take, the least however full the card is, and what they leave to what comes after them. */
const ROOM = { most: 900, least: 110, leaves: 800 };
const MOST_IN_LINE = 300;

/**
 * A card with what people marked before one of its fields, in lines of which the last says how many more there are. As it is where it has no
 * such field. @param room in characters
 */
export function withMarksField(card: APIEmbed, before: string, lines: readonly string[], room: number): APIEmbed {
  const fields = card.fields ?? [];
  const place = fields.findIndex(({ name }) => name === before);
  if (place === -1) return card;
  const most = Math.max(ROOM.least, Math.min(ROOM.most, room - lengthOfCard(card) - ROOM.leaves));
  const shown = lines.map((line) => shorten(safeText(line), Math.min(MOST_IN_LINE, most)));
  const own = lineFields(MARKS, shown, most - `… and ${lines.length} more`.length);
  return { ...card, fields: [...fields.slice(0, place), ...own, ...fields.slice(place)] };
}
