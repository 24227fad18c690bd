import {
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandUpdateRequestSchema,
} from 'discord-api-spec/zod';
import type { Context } from 'hono';
import { z } from 'zod';
import type { CommandBody } from '../../world/commands.ts';
import { isRecord } from '../../world/message-parts.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { readBody } from '../read-body.ts';
import { badField, Refusal, refusals } from '../refusal.ts';

const CHAT_INPUT = 1;
const MOST_COMMANDS = 100;
const MOST_CHARACTERS = 8000;

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Application commands, the global ones and those of the guild. */
export function addCommandRoutes(api: Api, world: World): void {
  const { commands, directory } = world;
  const place = (context: Context): string | null => {
    if (context.req.param('app') !== directory.applicationId)
      throw new Refusal(403, 20012, 'You are not authorized to perform this action on this application');
    const guild = context.req.param('guild') ?? null;
    if (guild !== null && guild !== directory.guildId) throw refusals.missingAccess();
    return guild;
  };
  const find = (context: Context) => {
    const guild = place(context);
    const command = commands.get(context.req.param('command') ?? '');
    if ((command.guild_id ?? null) !== guild) throw refusals.unknownCommand();
    return command;
  };

  for (const base of ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands'] as const) {
    api.get(base, (context) => context.json(commands.in(place(context))));
    api.put(base, async (context) => {
      const guild = place(context);
      const bodies = checkBody(z.array(z.unknown()).max(MOST_COMMANDS), (await readBody(context)).json);
      const checked = bodies.map((body) => commandBody(body));
      const names = checked.map(({ name, type }) => `${type ?? CHAT_INPUT} ${name}`);
      if (new Set(names).size !== names.length) {
        throw badField('name', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
      }
      return context.json(commands.replaceAll(guild, checked));
    });
    api.post(base, async (context) => {
      const guild = place(context);
      const body = commandBody((await readBody(context)).json);
      const isNew = !commands.in(guild).some(({ name }) => name === body.name);
      return context.json(commands.upsert(guild, body), isNew ? 201 : 200);
    });
    api.get(`${base}/:command`, (context) => context.json(find(context)));
    api.patch(`${base}/:command`, async (context) => {
      const command = find(context);
      const { json } = await readBody(context);
      const { permissions, numeric } = takePermissions(json);
      const changes = checkBody(ApplicationCommandPatchRequestPartialSchema, numeric);
      if (changes.name !== undefined) checkName(changes.name, command.type, 'name');
      return context.json(commands.change(command, { ...changes, ...permissions }));
    });
    api.delete(`${base}/:command`, (context) => {
      commands.delete(find(context));
      return noContent();
    });
  }
}

function commandBody(json: unknown): CommandBody {
  const { permissions, numeric } = takePermissions(json);
  const { id: _, ...body } = checkBody(ApplicationCommandUpdateRequestSchema, numeric);
  checkName(body.name, body.type ?? CHAT_INPUT, 'name');
  if ((body.type ?? CHAT_INPUT) === CHAT_INPUT) {
    // What went through the schema is an object; these two are checked here, because of them the schema asks too little.
    const { description, options } = json as { readonly description?: unknown; readonly options?: unknown };
    if (typeof description !== 'string' || description === '') {
      throw badField('description', 'BASE_TYPE_REQUIRED', 'This field is required');
    }
    const size = checkOptions(options, 'options') + body.name.length + description.length;
    if (size > MOST_CHARACTERS)
      throw badField('options', 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
  }
  // The schema gives permissions as a number, the API as text; the rest of the shape is the same.
  return { ...body, ...permissions } as CommandBody;
}

/** Discord takes permissions as text of digits, its own description of them says number. */
function takePermissions(json: unknown): {
  permissions: { default_member_permissions?: string | null };
  numeric: unknown;
} {
  if (!isRecord(json) || json['default_member_permissions'] == null) return { permissions: {}, numeric: json };
  const digits = String(json['default_member_permissions']);
  return {
    permissions: { default_member_permissions: digits },
    numeric: { ...json, default_member_permissions: Number(digits) },
  };
}

function checkName(name: string, type: number, path: string): void {
  if (type !== CHAT_INPUT) return;
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    throw badField(path, 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${name}`);
  }
}

/** @returns the characters that names, descriptions and choices take */
function checkOptions(options: unknown, path: string): number {
  if (!Array.isArray(options)) return 0;
  let size = 0;
  let optionalSeen = false;
  const names = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    if (!isRecord(option)) continue;
    const at = `${path}.${index}`;
    const name = String(option['name']);
    checkName(name, CHAT_INPUT, `${at}.name`);
    if (names.has(name))
      throw badField(`${at}.name`, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(name);
    const required = option['required'] === true;
    if (required && optionalSeen) {
      throw badField(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optionalSeen ||= !required;
    const choices = Array.isArray(option['choices']) ? option['choices'] : [];
    if (choices.length > 0 && option['autocomplete'] === true) {
      throw badField(
        at,
        'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
        'An option with choices has no autocomplete',
      );
    }
    size += name.length + String(option['description'] ?? '').length + checkOptions(option['options'], `${at}.options`);
    for (const choice of choices)
      if (isRecord(choice)) size += String(choice['name']).length + String(choice['value']).length;
  }
  return size;
}
