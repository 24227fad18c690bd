import { ApplicationIntegrationType, InteractionContextType, MessageFlags, SlashCommandBuilder } from 'discord.js';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import { leaderboardCard } from '../src/discord/cards/leaderboard-card.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { BOARDS, type BoardName } from '../src/leaderboard/board-text.ts';
import { USUAL_SEED } from '../src/leaderboard/leaderboards.ts';

const BOARD_WORDS: Readonly<Record<BoardName, string>> = {
  ensembles: 'ensembles',
  models: 'models, as they answer alone',
  personas: 'personas',
};

const data = new SlashCommandBuilder()
  .setName('leaderboard')
  .setDescription('Whose answers are preferred on this server, by votes and by judges')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addStringOption((option) =>
    option
      .setName('of')
      .setDescription('Of what (ensembles)')
      .addChoices(...BOARDS.map((value) => ({ name: BOARD_WORDS[value], value }))),
  )
  .toJSON();

export default {
  data,
  async execute(interaction, { leaderboards }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const given = interaction.options.getString('of');
    const report = await leaderboards.read(
      { guildId: interaction.guildId, seed: USUAL_SEED },
      AbortSignal.timeout(LIMITS.followUpWithin),
    );
    const name = BOARDS.find((board) => board === given) ?? 'ensembles';
    await interaction.editReply({ embeds: fitEmbeds([leaderboardCard(name, report)]) });
  },
} satisfies Command;
