import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type SlashCommandSubcommandBuilder,
  type SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import type { App } from '../../app.ts';
import type { Content } from '../../content/schema.ts';
import type { Texts } from '../../own-content/form.ts';
import { type Kind, nameOf, type OwnItem } from '../../own-content/own-item.ts';
import { textsOfEnsemble } from '../../own-content/read-ensemble.ts';
import { textsOfPersona } from '../../own-content/read-persona.ts';
import { textsOfScenario } from '../../own-content/read-scenario.ts';
import { admitManager } from '../admission.ts';
import { offer } from '../autocomplete.ts';
import { safeText } from '../safe-text.ts';
import { formModal } from './form-modal.ts';

/*
 * What /persona, /scenario and /ensemble have in common. Each takes the thing that it is about by an option that has the kind's name.
 */

/** A command with the subcommands that change what the server has made. @param create adds options to `create` */
export function withChanges(
  command: SlashCommandSubcommandsOnlyBuilder,
  kind: Kind,
  create: (sub: SlashCommandSubcommandBuilder) => SlashCommandSubcommandBuilder = (sub) => sub,
): SlashCommandSubcommandsOnlyBuilder {
  const a = `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
  const which = (sub: SlashCommandSubcommandBuilder): SlashCommandSubcommandBuilder =>
    sub.addStringOption((option) =>
      option.setName(kind).setDescription('Which one').setRequired(true).setAutocomplete(true),
    );
  return command
    .addSubcommand((sub) => create(sub.setName('create').setDescription(`Make ${a} for this server (Manage Server)`)))
    .addSubcommand((sub) =>
      which(sub.setName('edit').setDescription(`Change ${a} that this server has made (Manage Server)`)),
    )
    .addSubcommand((sub) =>
      which(sub.setName('remove').setDescription(`Remove ${a} that this server has made (Manage Server)`)),
    );
}

/**
 * Opens the form for something new.
 * @param texts what stands in it at first
 * @throws RefusalError, OwnContentFullError
 */
export async function openNewForm(
  interaction: ChatInputCommandInteraction<'cached'>,
  kind: Kind,
  { ownContents }: App,
  texts: (content: Content) => Texts = () => ({}),
): Promise<void> {
  admitManager(interaction.member, kind);
  const own = await ownContents.of(interaction.guildId);
  own.requireRoom(kind);
  await interaction.showModal(formModal({ kind, id: null, texts: texts(own.content) }));
}

/** Opens the form filled with what the server has made. @throws RefusalError, NotOwnError */
export async function openEditForm(
  interaction: ChatInputCommandInteraction<'cached'>,
  kind: Kind,
  { ownContents }: App,
): Promise<void> {
  admitManager(interaction.member, kind);
  const own = await ownContents.of(interaction.guildId);
  const id = interaction.options.getString(kind, true);
  await interaction.showModal(formModal({ kind, id, texts: textsOf(own.find(kind, id), own.content) }));
}

/** @throws RefusalError, NotOwnError, PersonaSeatedError */
export async function removeOwn(
  interaction: ChatInputCommandInteraction<'cached'>,
  kind: Kind,
  { ownContents }: App,
): Promise<void> {
  admitManager(interaction.member, kind);
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const own = await ownContents.of(interaction.guildId);
  const removed = await own.remove(kind, interaction.options.getString(kind, true));
  await interaction.editReply({
    content: `The ${kind} **${safeText(nameOf(removed))}** is removed. Debates that have begun keep it.`,
  });
}

/** Offers what can be changed: the server's own ones. */
export async function offerOwn(
  interaction: AutocompleteInteraction<'cached'>,
  kind: Kind,
  { ownContents }: App,
): Promise<void> {
  const own = await ownContents.of(interaction.guildId);
  const choices = own.all(kind).map((one) => ({ name: nameOf(one), value: one.item.id }));
  await interaction.respond(offer(interaction.options.getFocused(), choices));
}

function textsOf(own: OwnItem, content: Content): Texts {
  switch (own.kind) {
    case 'persona':
      return textsOfPersona(own.item);
    case 'scenario':
      return textsOfScenario(own.item);
    case 'ensemble':
      return textsOfEnsemble(own.item, content);
  }
}
