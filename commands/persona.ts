import {
  type APIEmbed,
  ApplicationIntegrationType,
  AttachmentBuilder,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import { isOwnId } from '../src/content/own-id.ts';
import type { Persona } from '../src/content/schema.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { COLORS } from '../src/discord/cards/colors.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import { lineFields } from '../src/discord/cards/line-fields.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { personaChoices } from '../src/discord/own-content/choices.ts';
import { offerOwn, openEditForm, openNewForm, removeOwn, withChanges } from '../src/discord/own-content/own-command.ts';
import { safeText } from '../src/discord/safe-text.ts';
import { shorten } from '../src/discord/shorten.ts';
import { chosen } from '../src/trial/chosen.ts';

/** Of each part of the list. */
const LIST_ROOM = 2700;
const PICTURE = 'picture.png';

const reading = new SlashCommandBuilder()
  .setName('persona')
  .setDescription('Who can sit at the table')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((list) => list.setName('list').setDescription('The personas'))
  .addSubcommand((show) =>
    show
      .setName('show')
      .setDescription('All that a model is told of one')
      .addStringOption((option) =>
        option.setName('persona').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  );
const data = withChanges(reading, 'persona').toJSON();

function listCard(personas: readonly Persona[]): APIEmbed {
  const line = ({ name, tagline }: Persona): string => `**${name}** ${safeText(tagline)}`;
  const own = personas.filter(({ id }) => isOwnId(id));
  const builtIn = personas.filter(({ id }) => !isOwnId(id));
  return {
    color: COLORS.plain,
    title: 'Personas',
    fields: [
      ...lineFields('Made by this server', own.map(line), LIST_ROOM),
      ...lineFields('Built in', builtIn.map(line), LIST_ROOM),
    ],
    footer: { text: '/persona show has all of one; /ensemble create gives them seats' },
  };
}

function personaCard({ id, name, color, tagline, values, expertise, manner }: Persona): APIEmbed {
  const field = (title: string, text: string) => ({
    name: title,
    value: shorten(safeText(text), LIMITS.embedFieldValue),
  });
  return {
    color: Number.parseInt(color.slice(1), 16),
    title: name,
    description: safeText(tagline),
    thumbnail: { url: `attachment://${PICTURE}` },
    fields: [
      field('Cares about', values.map((value) => `• ${value}`).join('\n')),
      field('Knows about', expertise),
      field('Argues so', manner),
    ],
    footer: { text: id },
  };
}

export default {
  data,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'create':
        return openNewForm(interaction, 'persona', app);
      case 'edit':
        return openEditForm(interaction, 'persona', app);
      case 'remove':
        return removeOwn(interaction, 'persona', app);
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const content = await app.ownContents.contentFor(interaction.guildId);
    const id = interaction.options.getString('persona');
    if (id === null) {
      await interaction.editReply({ embeds: fitEmbeds([listCard([...content.personas.values()])]) });
      return;
    }
    const persona = chosen('persona', id, content.personas);
    const picture = new AttachmentBuilder(await content.picture(persona), { name: PICTURE });
    await interaction.editReply({ embeds: fitEmbeds([personaCard(persona)]), files: [picture] });
  },
  async autocomplete(interaction, app) {
    if (interaction.options.getSubcommand() !== 'show') return offerOwn(interaction, 'persona', app);
    const content = await app.ownContents.contentFor(interaction.guildId);
    await interaction.respond(offer(interaction.options.getFocused(), personaChoices(content)));
  },
} satisfies Command;
