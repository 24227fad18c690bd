import {
  type APIUser,
  ComponentType,
  InteractionContextType,
  Locale,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { badField, Refusal, refusals } from '../../rest/refusal.ts';
import type { InteractionOption, InteractionRequest } from '../../visitor-protocol.ts';
import type { Interaction } from '../../world/interactions.ts';
import { allComponents } from '../../world/message-parts.ts';
import type { StoredMessage } from '../../world/messages.ts';
import type { World } from '../../world/world.ts';
import { checkOptions, flatten } from './command-options.ts';
import { submittedComponents } from './form-fields.ts';
import { resolvedOptions, resolvedValues } from './resolved.ts';

const AUTOCOMPLETE = 4;

/** What the bot is told, beside what all interactions have. */
interface Asked {
  readonly command: string | null;
  readonly source: StoredMessage | null;
  readonly data: object;
}

/**
 * Carries what a visitor does to the bot; the outcome comes by the visitor's socket.
 * @param hasBot whether there is a session that could get it
 * @throws Refusal for what Discord's client or server would not let pass
 */
export function requestInteraction(world: World, user: APIUser, request: InteractionRequest, hasBot: boolean): void {
  const channel = world.channels.get(request.channel_id);
  const asked = askedBy(world, user, request);
  const { nonce, type } = request;
  const { command, source } = asked;
  const interaction = world.interactions.open({
    kind: type,
    nonce,
    userId: user.id,
    channelId: channel.data.id,
    command: type === AUTOCOMPLETE ? null : command,
    source,
  });
  if (!hasBot) {
    world.interactions.acknowledge(interaction);
    world.interactions.fail(interaction);
    return;
  }
  world.bus.toBot('INTERACTION_CREATE', event(world, user, interaction, asked));
}

function askedBy(world: World, user: APIUser, request: InteractionRequest): Asked {
  switch (request.type) {
    case 2:
    case 4:
      return askedCommand(world, user, request);
    case 3:
      return askedComponent(world, user, request);
    case 5: {
      const modal = world.interactions.modal(request.interaction_id, user.id);
      if (modal === undefined || modal.data.custom_id !== request.data.custom_id) throw refusals.unknownInteraction();
      const components = submittedComponents(modal.data, request.data.fields);
      return { command: null, source: modal.from.source, data: { custom_id: modal.data.custom_id, components } };
    }
  }
}

function askedCommand(world: World, user: APIUser, { type, data }: InteractionRequest & { type: 2 | 4 }): Asked {
  const command = world.commands.get(data.id);
  if (command.name !== data.name) throw refusals.unknownCommand();
  if (!mayUse(world.directory.permissionsOf(user.id), command.default_member_permissions))
    throw refusals.missingPermissions();
  const isDraft = type === AUTOCOMPLETE;
  const options = flatten(data.options);
  if (isDraft && options.filter(({ focused }) => focused === true).length !== 1) {
    throw badField('options', 'BASE_TYPE_REQUIRED', 'One option must be the one being typed.');
  }
  checkOptions(data.options, command.options ?? [], isDraft);
  return {
    command: [command.name, ...subcommandsIn(data.options)].join(' '),
    source: null,
    data: {
      id: command.id,
      name: command.name,
      type: command.type,
      options: data.options,
      ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      ...resolvedOptions(world, options),
    },
  };
}

/** @param needed digits; "0": nobody but administrators; null: everybody */
function mayUse(held: bigint, needed: string | null | undefined): boolean {
  if ((held & Permission.Administrator) !== 0n) return true;
  if (needed === '0' || (held & Permission.UseApplicationCommands) === 0n) return false;
  const bits = BigInt(needed ?? '0');
  return (held & bits) === bits;
}

/** The names of the groups and subcommands that were chosen, outermost first. */
function subcommandsIn(options: readonly InteractionOption[]): string[] {
  return options
    .filter(({ type }) => type === OptionType.Subcommand || type === OptionType.SubcommandGroup)
    .flatMap((option) => [option.name, ...subcommandsIn(option.options ?? [])]);
}

function askedComponent(world: World, user: APIUser, request: InteractionRequest & { type: 3 }): Asked {
  const source = world.messages.get(request.channel_id, request.message_id, user.id);
  const { custom_id, component_type, values } = request.data;
  const component = allComponents(source.data.components).find((candidate) => candidate['custom_id'] === custom_id);
  if (component === undefined || component['type'] !== component_type || component['disabled'] === true) {
    throw badField('data.custom_id', 'COMPONENT_VALIDATION_FAILED', 'Component validation failed');
  }
  if (
    source.data.application_id !== world.directory.applicationId &&
    source.data.author.id !== world.directory.bot.id
  ) {
    throw new Refusal(400, 50035, 'This message belongs to no application.');
  }
  if (component_type === ComponentType.Button) return { command: null, source, data: { custom_id, component_type } };
  checkValues(component, values ?? []);
  return {
    command: null,
    source,
    data: { custom_id, component_type, values: values ?? [], ...resolvedValues(world, component_type, values ?? []) },
  };
}

function checkValues(select: Record<string, unknown>, values: readonly string[]): void {
  const least = typeof select['min_values'] === 'number' ? select['min_values'] : 1;
  const most = typeof select['max_values'] === 'number' ? select['max_values'] : 1;
  const options: readonly { readonly value?: unknown }[] | null = Array.isArray(select['options'])
    ? select['options']
    : null;
  const areKnown = options === null || values.every((value) => options.some((option) => option.value === value));
  if (values.length < least || values.length > most || !areKnown) {
    throw badField('data.values', 'SELECT_COMPONENT_VALUES_INVALID', 'Choose among what the menu offers.');
  }
}

function event(world: World, user: APIUser, interaction: Interaction, asked: Asked): object {
  const { directory, channels, messages } = world;
  const permissions = directory.permissionsOf(user.id).toString();
  const { source, data } = asked;
  return {
    id: interaction.id,
    application_id: directory.applicationId,
    type: interaction.kind,
    data,
    token: interaction.token,
    version: 1,
    guild_id: directory.guildId,
    guild: { id: directory.guildId, locale: Locale.EnglishGB, features: [] },
    channel_id: interaction.channelId,
    channel: { ...channels.get(interaction.channelId).data, permissions },
    member: { ...directory.member(user.id), permissions },
    locale: Locale.EnglishGB,
    guild_locale: Locale.EnglishGB,
    app_permissions: directory.botPermissions.toString(),
    entitlements: [],
    authorizing_integration_owners: { 0: directory.guildId },
    context: InteractionContextType.Guild,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source === null ? {} : { message: messages.render(source, directory.bot.id) }),
  };
}
