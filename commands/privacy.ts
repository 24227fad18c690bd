import {
  ApplicationIntegrationType,
  AttachmentBuilder,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import type { Command } from '../src/discord/command.ts';
import { offerDeletion } from '../src/discord/privacy/delete-data.ts';
import { exportWords } from '../src/discord/privacy/privacy-words.ts';

const data = new SlashCommandBuilder()
  .setName('privacy')
  .setDescription('What the bot stores of you')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((all) => all.setName('export').setDescription('Get all that is stored of you, as a file'))
  .addSubcommand((none) =>
    none.setName('delete').setDescription('Delete what is stored of you; says first what goes and what stays'),
  )
  .toJSON();

async function exportData(
  interaction: ChatInputCommandInteraction<'cached'>,
  { privacy, personIds }: Pick<App, 'privacy' | 'personIds'>,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const stored = await privacy.export(personIds.idOf(interaction.user.id));
  const json = Buffer.from(`${JSON.stringify(stored, null, 2)}\n`);
  await interaction.editReply({
    content: exportWords(stored),
    files: stored.records.length === 0 ? [] : [new AttachmentBuilder(json, { name: 'stored-of-you.json' })],
  });
}

export default {
  data,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'export':
        return exportData(interaction, app);
      case 'delete':
        return offerDeletion(interaction);
    }
  },
} satisfies Command;
