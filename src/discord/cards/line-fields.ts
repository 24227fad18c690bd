import type { APIEmbed } from 'discord.js';
import { LIMITS } from '../limits.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** A name that Discord takes and nobody sees: of a field that goes on with the one before. */
const GOING_ON = '\u200b';

/** Lines under a name, in as many fields as they need. Where they need more than `room` characters, the last line says how many are left out. */
export function lineFields(name: string, lines: readonly string[], room: number): Field[] {
  const values: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += line.length + 1;
    const full = used > room;
    const shown = full ? `… and ${lines.length - index} more` : line;
    const last = values.at(-1);
    if (last === undefined || last.length + 1 + shown.length > LIMITS.embedFieldValue) values.push(shown);
    else values[values.length - 1] = `${last}\n${shown}`;
    if (full) break;
  }
  return values.map((value, index) => ({ name: index === 0 ? name : GOING_ON, value }));
}
