import {
  type APIEmbed,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import { DEFAULTS } from '../src/content/defaults.ts';
import { isOwnId } from '../src/content/own-id.ts';
import {
  type Content,
  type Ensemble,
  isModelChoice,
  type JudgeChoice,
  type ModelChoice,
} from '../src/content/schema.ts';
import { untriedModels } from '../src/content/untried-models.ts';
import { isExpected } from '../src/core/errors.ts';
import { type Choice, offer } from '../src/discord/autocomplete.ts';
import { COLORS } from '../src/discord/cards/colors.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import { lineFields } from '../src/discord/cards/line-fields.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { ensembleChoices, personaChoices } from '../src/discord/own-content/choices.ts';
import { missingFrom } from '../src/discord/own-content/missing-models.ts';
import { offerOwn, openEditForm, openNewForm, removeOwn, withChanges } from '../src/discord/own-content/own-command.ts';
import { safeText } from '../src/discord/safe-text.ts';
import { shorten } from '../src/discord/shorten.ts';
import type { ModelInfo } from '../src/models/port/chat-model.ts';
import { PICKS } from '../src/own-content/model-words.ts';
import { startOfEnsemble } from '../src/own-content/read-ensemble.ts';
import { chosen } from '../src/trial/chosen.ts';
import { resolveModel } from '../src/trial/resolve-model.ts';

/** Of each part of the list, of a description in it, and of the models at hand. */
const LIST_ROOM = 1700;
const DESCRIBED = 120;
const MODELS_ROOM = 400;
/** Options of /ensemble create, each a persona: as many as can sit there. */
const SEATS = ['persona-1', 'persona-2', 'persona-3', 'persona-4', 'persona-5', 'persona-6'];

const reading = new SlashCommandBuilder()
  .setName('ensemble')
  .setDescription('Who can debate, and on which models')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((list) => list.setName('list').setDescription('The ensembles'))
  .addSubcommand((show) =>
    show
      .setName('show')
      .setDescription('One of them, with its members and their models')
      .addStringOption((option) =>
        option.setName('ensemble').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  );
const data = withChanges(reading, 'ensemble', (create) => {
  for (const name of SEATS) {
    create.addStringOption((option) => option.setName(name).setDescription('Who sits there').setAutocomplete(true));
  }
  return create
    .addStringOption((option) =>
      option.setName('model').setDescription('What all of them run on').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('like').setDescription('An ensemble whose members and models to begin from').setAutocomplete(true),
    );
}).toJSON();

function listCard(ensembles: readonly Ensemble[], models: readonly ModelInfo[], host: string): APIEmbed {
  const names = (all: readonly string[]): string => all.map((model) => `\`${model}\``).join(', ');
  const title = ({ id, name }: Ensemble): string => `**${safeText(name)}** \`${id}\``;
  const described = (ensemble: Ensemble): string =>
    `${title(ensemble)} ${safeText(shorten(ensemble.description, DESCRIBED))}`;
  const needs = (ensemble: Ensemble): string => safeText(names(missingFrom(ensemble, models, host)));
  const isReady = (ensemble: Ensemble): boolean => needs(ensemble) === '';
  const own = ensembles.filter(({ id }) => isOwnId(id));
  const builtIn = ensembles.filter(({ id }) => !isOwnId(id));
  const ownLine = (ensemble: Ensemble): string =>
    isReady(ensemble) ? described(ensemble) : `${described(ensemble)} *Lacks ${needs(ensemble)}.*`;
  const lacking = builtIn.filter((ensemble) => !isReady(ensemble));
  return {
    color: COLORS.plain,
    title: 'Ensembles',
    description: shorten(`Models at hand: ${names(models.map(({ name }) => name))} (${host})`, MODELS_ROOM),
    fields: [
      ...lineFields('Made by this server', own.map(ownLine), LIST_ROOM),
      ...lineFields('Ready here', builtIn.filter(isReady).map(described), LIST_ROOM),
      ...lineFields(
        'With models that are not at hand',
        lacking.map((ensemble) => `${title(ensemble)} lacks ${needs(ensemble)}`),
        LIST_ROOM,
      ),
    ],
    footer: { text: '/ensemble show has all of one; /debate start ensemble: takes it' },
  };
}

function ensembleCard(
  ensemble: Ensemble,
  { personas, models: listed }: Content,
  models: readonly ModelInfo[],
  host: string,
): APIEmbed {
  const { id, name, description, members, chair, judges, baseline } = ensemble;
  const untried = untriedModels(ensemble, listed);
  const modelName = (choice: ModelChoice): string => {
    try {
      return `\`${resolveModel(choice, models, host).name}\``;
    } catch (error) {
      if (!isExpected(error)) throw error;
      return `\`${'name' in choice ? choice.name : choice.pick}\` (not at hand)`;
    }
  };
  const judgeName = (choice: JudgeChoice): string =>
    isModelChoice(choice) ? modelName(choice) : 'up to two at hand, of other families than those that debate';
  const nameOf = (persona: string): string => personas.get(persona)?.name ?? persona;
  const seats = members.map(({ persona, model, stance }) => {
    const side = stance === 'none' ? '' : ` (${stance})`;
    return `${nameOf(persona)}${side} ${modelName(model)}`;
  });
  const field = (title: string, text: string) => ({
    name: title,
    value: shorten(safeText(text), LIMITS.embedFieldValue),
  });
  return {
    color: COLORS.plain,
    title: safeText(name),
    description: safeText(description),
    fields: [
      field('Members', seats.join('\n')),
      field('Chair', `${nameOf(chair.persona)} ${modelName(chair.model)}`),
      field('Judges', judges.map(judgeName).join(', ')),
      field('Measured against', `${modelName(baseline)} alone`),
      ...(untried.length === 0 ? [] : [field('Not tried by this project', untried.join(', '))]),
    ],
    footer: { text: id },
  };
}

async function create(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  const { options } = interaction;
  await openNewForm(interaction, 'ensemble', app, (content) => {
    const like = chosen('ensemble', options.getString('like') ?? DEFAULTS.ensemble, content.ensembles);
    const ids = new Set(SEATS.flatMap((name) => options.getString(name) ?? []));
    const personas = [...ids].map((id) => chosen('persona', id, content.personas));
    return startOfEnsemble({ like, personas, model: options.getString('model') ?? undefined }, content);
  });
}

async function show(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const content = await app.ownContents.contentFor(interaction.guildId);
  const id = interaction.options.getString('ensemble');
  const ensemble = id === null ? undefined : chosen('ensemble', id, content.ensembles);
  const models = await app.host.list();
  const card =
    ensemble === undefined
      ? listCard([...content.ensembles.values()], models, app.host.label)
      : ensembleCard(ensemble, content, models, app.host.label);
  await interaction.editReply({ embeds: fitEmbeds([card]) });
}

async function modelChoices({ host }: App): Promise<Choice[]> {
  const models = await host.list();
  return [
    ...PICKS.map(({ pick, meaning }) => ({ name: `${pick}: ${meaning}`, value: pick })),
    ...models.map(({ name }) => ({ name, value: name })),
  ];
}

async function autocomplete(interaction: AutocompleteInteraction<'cached'>, app: App): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const subcommand = interaction.options.getSubcommand();
  if (name === 'ensemble' && subcommand !== 'show') return offerOwn(interaction, 'ensemble', app);
  if (name === 'model') return interaction.respond(offer(value, await modelChoices(app)));
  const content = await app.ownContents.contentFor(interaction.guildId);
  const choices = SEATS.includes(name) ? personaChoices(content) : ensembleChoices(content);
  return interaction.respond(offer(value, choices));
}

export default {
  data,
  autocomplete,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'create':
        return create(interaction, app);
      case 'edit':
        return openEditForm(interaction, 'ensemble', app);
      case 'remove':
        return removeOwn(interaction, 'ensemble', app);
      default:
        return show(interaction, app);
    }
  },
} satisfies Command;
