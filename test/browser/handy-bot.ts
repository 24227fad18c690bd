import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  type TextChannel,
  TextInputBuilder,
  TextInputStyle,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import type { Rig } from '../playground/rig.ts';

export const FRUITS = ['Apple', 'Banana', 'Cherry', 'Quince'];

/** A bot with a command for everything that the page can show, beyond what debates need of it. */
export async function handyBot(rig: Rig): Promise<{ readonly client: Client<true>; readonly channel: TextChannel }> {
  const { client, channel } = await rig.bot();
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.inCachedGuild()) void answer(interaction);
  });
  await client.application.commands.set(
    [
      {
        name: 'eat',
        description: 'Eats a fruit',
        options: [
          { type: Type.String, name: 'fruit', description: 'Which one', required: true, autocomplete: true },
          { type: Type.Integer, name: 'number', description: 'How many', required: true, minValue: 1, maxValue: 9 },
          { type: Type.Boolean, name: 'peeled', description: 'Whether it is peeled' },
        ],
      },
      { name: 'form', description: 'Opens a form' },
      { name: 'menus', description: 'Shows menus that only you see' },
    ],
    channel.guildId,
  );
  return { client, channel };
}

async function answer(interaction: Interaction<'cached'>): Promise<unknown> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused().toLowerCase();
    const fitting = FRUITS.filter((fruit) => fruit.toLowerCase().includes(typed));
    return interaction.respond(fitting.map((name) => ({ name, value: `the ${name}` })));
  }
  if (interaction.isChatInputCommand()) {
    const { options } = interaction;
    switch (interaction.commandName) {
      case 'eat':
        return interaction.reply(
          `${options.getInteger('number')} times ${options.getString('fruit')}, peeled: ${options.getBoolean('peeled')}`,
        );
      case 'form':
        return interaction.showModal(form());
      default:
        return interaction.reply({ flags: MessageFlags.Ephemeral, content: 'Choose', components: menus() });
    }
  }
  if (interaction.isModalSubmit()) {
    const { fields } = interaction;
    const content = `Form: ${fields.getTextInputValue('name')}, ${fields.getStringSelectValues('colour').join()}`;
    return interaction.reply({ flags: MessageFlags.Ephemeral, content });
  }
  if (interaction.isStringSelectMenu()) {
    return interaction.reply({ flags: MessageFlags.Ephemeral, content: `Chosen: ${interaction.values.join()}` });
  }
  if (interaction.isButton() && interaction.customId === 'count') {
    return interaction.update({ content: `Pressed by ${interaction.member.displayName}` });
  }
  // Any other button gets no answer.
  return undefined;
}

function form(): ModalBuilder {
  const name = new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short).setPlaceholder('As you like');
  const colour = select('colour', 1, ['Red', 'Green', 'Blue']);
  return new ModalBuilder()
    .setCustomId('form')
    .setTitle('A form')
    .addLabelComponents(
      new LabelBuilder().setLabel('Name').setDescription('Any name').setTextInputComponent(name),
      new LabelBuilder().setLabel('Colour').setStringSelectMenuComponent(colour),
    );
}

function menus(): ActionRowBuilder<StringSelectMenuBuilder>[] {
  return [select('one', 1, FRUITS), select('several', 2, FRUITS)].map((menu) =>
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
  );
}

function select(customId: string, most: number, labels: readonly string[]): StringSelectMenuBuilder {
  return new StringSelectMenuBuilder()
    .setCustomId(customId)
    .setMaxValues(most)
    .addOptions(labels.map((label) => ({ label, value: label.toLowerCase() })));
}

/** A row of buttons: one that is answered, one that is not. */
export function buttons(): ActionRowBuilder<ButtonBuilder> {
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('count').setLabel('Press me').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('silent').setLabel('Silent').setStyle(ButtonStyle.Danger),
    new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel('Away').setURL('https://example.org/away'),
  );
}
