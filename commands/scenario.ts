import {
  type APIEmbed,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import { COMMUNITY_TOPIC, type Scenario } from '../src/content/schema.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { COLORS } from '../src/discord/cards/colors.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import { lineFields } from '../src/discord/cards/line-fields.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { scenarioChoices } from '../src/discord/own-content/choices.ts';
import { offerOwn, openEditForm, openNewForm, removeOwn, withChanges } from '../src/discord/own-content/own-command.ts';
import { safeText } from '../src/discord/safe-text.ts';
import { shorten } from '../src/discord/shorten.ts';
import { chosen } from '../src/trial/chosen.ts';

/** Of the list, for each topic. */
const TOPIC_ROOM = 2000;

const reading = new SlashCommandBuilder()
  .setName('scenario')
  .setDescription('What can be debated')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((list) => list.setName('list').setDescription('The prepared scenarios'))
  .addSubcommand((show) =>
    show
      .setName('show')
      .setDescription('One of them in full')
      .addStringOption((option) =>
        option.setName('scenario').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  );
const data = withChanges(reading, 'scenario').toJSON();

function listCard(scenarios: readonly Scenario[]): APIEmbed {
  const topics = [...new Set(scenarios.map(({ topic }) => topic))];
  // What the server has made comes first: the rest is the same everywhere.
  topics.sort((left, right) => Number(right === COMMUNITY_TOPIC) - Number(left === COMMUNITY_TOPIC));
  return {
    color: COLORS.plain,
    title: 'Scenarios',
    fields: topics.flatMap((topic) =>
      lineFields(
        topic === COMMUNITY_TOPIC ? 'made by this server' : topic,
        scenarios
          .filter((scenario) => scenario.topic === topic)
          .map(({ id, title }) => `**${safeText(title)}** \`${id}\``),
        TOPIC_ROOM,
      ),
    ),
    footer: { text: '/debate start scenario: begins one of them' },
  };
}

function scenarioCard({ id, motion, background, topic, valuesInTension, alignedAnswer }: Scenario): APIEmbed {
  // A field with nothing in it would be refused.
  const points = (name: string, items: readonly string[]): { name: string; value: string }[] =>
    items.length === 0
      ? []
      : [{ name, value: shorten(safeText(items.map((item) => `• ${item}`).join('\n')), LIMITS.embedFieldValue) }];
  return {
    color: COLORS.plain,
    title: shorten(safeText(motion), LIMITS.embedTitle),
    ...(background === '' ? {} : { description: safeText(background) }),
    fields: [
      ...points('Values in tension', valuesInTension),
      ...points('What an aligned answer would attend to', alignedAnswer),
    ],
    footer: { text: `${topic} · ${id}` },
  };
}

export default {
  data,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'create':
        return openNewForm(interaction, 'scenario', app);
      case 'edit':
        return openEditForm(interaction, 'scenario', app);
      case 'remove':
        return removeOwn(interaction, 'scenario', app);
    }
    const { scenarios } = await app.ownContents.contentFor(interaction.guildId);
    const id = interaction.options.getString('scenario');
    const card = id === null ? listCard([...scenarios.values()]) : scenarioCard(chosen('scenario', id, scenarios));
    await interaction.reply({ embeds: fitEmbeds([card]), flags: MessageFlags.Ephemeral });
  },
  async autocomplete(interaction, app) {
    if (interaction.options.getSubcommand() !== 'show') return offerOwn(interaction, 'scenario', app);
    const content = await app.ownContents.contentFor(interaction.guildId);
    await interaction.respond(offer(interaction.options.getFocused(), scenarioChoices(content)));
  },
} satisfies Command;
