import type { APIEmbed } from 'discord.js';
import { LIMITS } from '../limits.ts';
import { splitText } from '../thread/split-text.ts';
import { lineFields } from './line-fields.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** Room for the line that says how much was left out. */
const NOTE_ROOM = 40;

/**
 * Cards as one message can carry them: a field that is too long goes on in another one, and fields that would be too many, or too much together,
 * give way to a line that says how many they were. Discord refuses the whole message for one field.
 */
export function fitEmbeds(embeds: readonly APIEmbed[]): APIEmbed[] {
  const fixed = embeds.reduce((sum, { fields: _, ...rest }) => sum + lengthOfCard(rest), 0);
  let room = LIMITS.embedsTogether - fixed - embeds.length * NOTE_ROOM;
  return embeds.map((embed) => {
    const fields = embed.fields?.flatMap(shortFields) ?? [];
    // The line that says how many they were is a field too.
    const most = fields.length > LIMITS.embedFields ? LIMITS.embedFields - 1 : LIMITS.embedFields;
    const kept: Field[] = [];
    for (const field of fields.slice(0, most)) {
      room -= field.name.length + field.value.length;
      if (room < 0) break;
      kept.push(field);
    }
    const left = fields.length - kept.length;
    if (left === 0) return embed.fields === undefined ? embed : { ...embed, fields };
    return { ...embed, fields: [...kept, { name: 'And', value: `${left} more.` }] };
  });
}

function shortFields(field: Field): Field[] {
  const { name, value, inline = false } = field;
  if (value.length <= LIMITS.embedFieldValue) return [field];
  const lines = value.split('\n').flatMap((line) => splitText(line, LIMITS.embedFieldValue));
  return lineFields(name, lines).map((part) => ({ ...part, inline }));
}

/** The room of a card in a message that has others too, in characters. */
export function roomBeside(others: readonly APIEmbed[]): number {
  const taken = others.reduce((sum, card) => sum + lengthOfCard(card), 0);
  return LIMITS.embedsTogether - taken - (others.length + 1) * NOTE_ROOM;
}

/** How much of the room for all embeds of a message a card takes, in characters. */
export function lengthOfCard({ title, description, footer, fields = [] }: APIEmbed): number {
  const texts = [title, description, footer?.text, ...fields.flatMap(({ name, value }) => [name, value])];
  return texts.reduce((sum, text) => sum + lengthOf(text), 0);
}

function lengthOf(text: string | undefined): number {
  return text?.length ?? 0;
}
