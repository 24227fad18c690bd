import {
  type APIEmbed,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import type { Ensemble, ModelChoice } from '../src/content/schema.ts';
import { isExpected } from '../src/core/errors.ts';
import { COLORS } from '../src/discord/cards/colors.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { shorten } from '../src/discord/shorten.ts';
import type { ModelInfo } from '../src/models/port/chat-model.ts';
import { resolveModel } from '../src/trial/resolve-model.ts';

const data = new SlashCommandBuilder()
  .setName('ensembles')
  .setDescription('Who can debate, and on which models')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .toJSON();

function ensembleField(
  ensemble: Ensemble,
  models: readonly ModelInfo[],
  { content, host }: App,
): { name: string; value: string } {
  const modelName = (choice: ModelChoice): string => {
    try {
      return `\`${resolveModel(choice, models, host.label).name}\``;
    } catch (error) {
      if (!isExpected(error)) throw error;
      return `\`${'name' in choice ? choice.name : choice.pick}\` (not at hand)`;
    }
  };
  const nameOf = (persona: string): string => content.personas.get(persona)?.name ?? persona;
  const members = ensemble.members.map(({ persona, model, stance }) => {
    const side = stance === 'none' ? '' : ` (${stance})`;
    return `${nameOf(persona)}${side} ${modelName(model)}`;
  });
  const lines = [
    ensemble.description,
    members.join(', '),
    `Chair: ${nameOf(ensemble.chair.persona)} ${modelName(ensemble.chair.model)}. Judges: ${ensemble.judges.map(modelName).join(', ')}.`,
  ];
  return { name: `${ensemble.name} (${ensemble.id})`, value: shorten(lines.join('\n'), LIMITS.embedFieldValue) };
}

export default {
  data,
  async execute(interaction, app) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const models = await app.host.list();
    const card: APIEmbed = {
      color: COLORS.plain,
      title: 'Ensembles',
      description: `Models at hand: ${app.host.label}`,
      fields: [...app.content.ensembles.values()].map((ensemble) => ensembleField(ensemble, models, app)),
      footer: { text: '/debate start ensemble: takes one of them' },
    };
    await interaction.editReply({ embeds: fitEmbeds([card]) });
  },
} satisfies Command;
