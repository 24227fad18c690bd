import type { APIEmbed } from 'discord.js';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { lengthOfCard } from './fit-embeds.ts';
import { lineFields } from './line-fields.ts';

const NAME = 'What is missing';
/** The least that all reasons together take, however full the card is, and what they leave to what comes after them. */
const ROOM = { least: 360, leaves: 250 };
const MOST_IN_LINE = 240;

/** A card with what is missing in its result as its last field, in lines of which the last says how many more there are. @param room in characters */
export function withMissingField(card: APIEmbed, reasons: readonly string[], room: number): APIEmbed {
  const most = Math.max(ROOM.least, Math.min(LIMITS.embedFieldValue, room - lengthOfCard(card) - ROOM.leaves));
  const lines = reasons.map((reason) => shorten(safeText(`• ${reason}`), MOST_IN_LINE));
  const last = `… and ${lines.length} more`.length;
  return { ...card, fields: [...(card.fields ?? []), ...lineFields(NAME, lines, most - last)] };
}
