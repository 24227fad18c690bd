import {
  type APIEmbed,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { Scenario } from '../src/content/schema.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { COLORS } from '../src/discord/cards/colors.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { shorten } from '../src/discord/shorten.ts';
import { UnknownChoiceError } from '../src/trial/unknown-choice-error.ts';

const data = new SlashCommandBuilder()
  .setName('scenarios')
  .setDescription('The prepared scenarios, or one of them in full')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addStringOption((option) => option.setName('scenario').setDescription('Which one').setAutocomplete(true))
  .toJSON();

function listCard(scenarios: readonly Scenario[]): APIEmbed {
  const topics = [...new Set(scenarios.map(({ topic }) => topic))];
  return {
    color: COLORS.plain,
    title: 'Scenarios',
    fields: topics.map((topic) => ({
      name: topic,
      value: shorten(
        scenarios
          .filter((scenario) => scenario.topic === topic)
          .map(({ id, title }) => `**${title}** \`${id}\``)
          .join('\n'),
        LIMITS.embedFieldValue,
      ),
    })),
    footer: { text: '/debate start scenario: begins one of them' },
  };
}

function scenarioCard({ id, motion, background, topic, valuesInTension, alignedAnswer }: Scenario): APIEmbed {
  // A field with nothing in it would be refused.
  const points = (name: string, items: readonly string[]): { name: string; value: string }[] =>
    items.length === 0
      ? []
      : [{ name, value: shorten(items.map((item) => `• ${item}`).join('\n'), LIMITS.embedFieldValue) }];
  return {
    color: COLORS.plain,
    title: shorten(motion, LIMITS.embedTitle),
    ...(background === '' ? {} : { description: background }),
    fields: [
      ...points('Values in tension', valuesInTension),
      ...points('What an aligned answer would attend to', alignedAnswer),
    ],
    footer: { text: `${topic} · ${id}` },
  };
}

export default {
  data,
  async execute(interaction, { content }) {
    const id = interaction.options.getString('scenario');
    const scenario = id === null ? undefined : content.scenarios.get(id);
    if (id !== null && scenario === undefined) throw new UnknownChoiceError('scenario', id, content.scenarios.keys());
    const card = scenario === undefined ? listCard([...content.scenarios.values()]) : scenarioCard(scenario);
    await interaction.reply({ embeds: fitEmbeds([card]), flags: MessageFlags.Ephemeral });
  },
  async autocomplete(interaction, { content }) {
    const choices = [...content.scenarios.values()].map(({ id, title, topic }) => ({
      name: `${title} (${topic})`,
      value: id,
    }));
    await interaction.respond(offer(interaction.options.getFocused(), choices));
  },
} satisfies Command;
