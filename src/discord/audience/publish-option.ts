import type { ChatInputCommandInteraction, SlashCommandBooleanOption } from 'discord.js';

const NAME = 'publish';

/** By which somebody says that what they type may be in published data. Left out it means that it may not. */
export function publishOption(option: SlashCommandBooleanOption): SlashCommandBooleanOption {
  return option
    .setName(NAME)
    .setDescription('Your words may be in published data on which models are trained (otherwise they never are)');
}

export function mayPublish({ options }: Pick<ChatInputCommandInteraction<'cached'>, 'options'>): boolean {
  return options.getBoolean(NAME) ?? false;
}

/** What is noted of it, for whoever said so. */
export function publishLines(interaction: Parameters<typeof mayPublish>[0]): string[] {
  return mayPublish(interaction) ? ['Noted: your words here may be in published data.'] : [];
}
