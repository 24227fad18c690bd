import { type Client, Routes } from 'discord.js';
import { z } from 'zod';
import { canonicalHash } from '../core/hash.ts';
import type { Log } from '../core/log.ts';
import type { Command } from './command.ts';

/** What makes a command what it is; Discord adds ids and defaults of its own. */
const optionSchema = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string().default(''),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })).default([]),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  get options() {
    return z.array(optionSchema).default([]);
  },
});
const commandSchema = z.object({
  name: z.string(),
  description: z.string(),
  default_member_permissions: z.string().nullish().default(null),
  contexts: z.array(z.number()).nullish().default(null),
  integration_types: z.array(z.number()).default([]),
  options: z.array(optionSchema).default([]),
});

/** Tells Discord the commands, but only when they differ from those that it has: registering is limited to 200 a day. */
export async function registerCommands(
  client: Client<true>,
  commands: ReadonlyMap<string, Command>,
  log: Log,
): Promise<void> {
  const wanted = [...commands.values()].map(({ data }) => data);
  const route = Routes.applicationCommands(client.application.id);
  if (fingerprint(await client.rest.get(route)) === fingerprint(wanted)) {
    log.debug('the commands are registered already');
    return;
  }
  await client.rest.put(route, { body: wanted });
  log.info({ commands: wanted.map(({ name }) => name) }, 'commands registered');
}

function fingerprint(commands: unknown): string {
  const parsed = z.array(commandSchema).parse(commands);
  return canonicalHash(JSON.parse(JSON.stringify(parsed.sort((left, right) => left.name.localeCompare(right.name)))));
}
