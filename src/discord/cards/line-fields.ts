import type { APIEmbed } from 'discord.js';
import { LIMITS } from '../limits.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** A name that Discord takes and nobody sees: of a field that goes on with the one before. */
const GOING_ON = '\u200b';

/** Lines under a name, in as many fields as they need. Where they need more than `room` characters, the last line says how many are left out. */
export function lineFields(name: string, lines: readonly string[], room = Number.POSITIVE_INFINITY): Field[] {
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

/** The place behind a field and those that go on with it; undefined where there is no such field. */
export function placeAfter(fields: readonly Field[], name: string): number | undefined {
  const found = fields.findIndex((field) => field.name === name);
  if (found === -1) return undefined;
  const next = fields.findIndex((field, place) => place > found && field.name !== GOING_ON);
  return next === -1 ? fields.length : next;
}
