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
  PermissionFlagsBits,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { CommandFailedError } from '../../src/playground/visitor/client/command-failed-error.ts';
import { JumpingClock, next, Rig } from './rig.ts';

const row = () =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('vote:a').setLabel('A').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('why').setLabel('Why?').setStyle(ButtonStyle.Secondary),
  );

async function onInteraction(client: Client<true>, handle: (interaction: Interaction<'cached'>) => Promise<unknown>) {
  await client.application.commands.set([
    {
      name: 'debate',
      description: 'Debates',
      defaultMemberPermissions: PermissionFlagsBits.ManageGuild,
      options: [
        {
          type: Type.Subcommand,
          name: 'start',
          description: 'Starts one',
          options: [
            { type: Type.String, name: 'scenario', description: 'Which', required: true, autocomplete: true },
            { type: Type.Integer, name: 'seed', description: 'Seed', minValue: 1 },
          ],
        },
      ],
    },
  ]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.inCachedGuild()) void handle(interaction);
  });
}

const start = (scenario: string, focused = false) => [
  {
    type: 1,
    name: 'start',
    options: [{ type: 3, name: 'scenario', value: scenario, ...(focused ? { focused } : {}) }],
  },
];

describe('interactions', () => {
  test('a command is deferred, answered, followed up for one pair of eyes, and its button opens a form', async () => {
    const rig = await Rig.start();
    const { client } = await rig.bot();
    const seen: unknown[] = [];
    await onInteraction(client, async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.deferReply();
        seen.push(interaction.options.getSubcommand(), interaction.options.getString('scenario'));
        seen.push(interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild));
        seen.push(interaction.appPermissions.has(PermissionFlagsBits.ManageWebhooks));
        await interaction.editReply({ content: 'The debate is on.', components: [row()] });
        await interaction.followUp({ content: 'Only you see this.', flags: MessageFlags.Ephemeral });
      } else if (interaction.isButton()) {
        const input = new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Paragraph).setMaxLength(20);
        const label = new LabelBuilder().setLabel('Reason').setTextInputComponent(input);
        await interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('Why?').addLabelComponents(label));
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.update({
          content: `Because: ${interaction.fields.getTextInputValue('reason')}`,
          components: [],
        });
      }
    });
    const [ann, ben] = [await rig.visitor('Ann'), await rig.visitor('Ben')];
    const benSaw: string[] = [];
    ben.events(({ event, data }) => event === 'MESSAGE_CREATE' && benSaw.push(data.content));

    const secret = next(ann, 'MESSAGE_CREATE', ({ flags }) => flags === MessageFlags.Ephemeral);
    const settled = next(ann, 'MESSAGE_UPDATE');
    await ann.runCommand('debate', start('trolley'), rig.playground.channelId);
    const reply = await settled;
    expect(reply).toMatchObject({ content: 'The debate is on.', flags: 0, interaction: { name: 'debate start' } });
    expect((await secret).content).toBe('Only you see this.');
    expect(seen).toEqual(['start', 'trolley', true, true]);

    const form = next(ann, 'INTERACTION_MODAL_CREATE');
    await ann.press(reply, 'why');
    await expect(ann.submitModal(await form, { reason: '' })).rejects.toMatchObject({ code: 50035 });
    const updated = next(ann, 'MESSAGE_UPDATE', ({ id }) => id === reply.id);
    await ann.submitModal(await form, { reason: 'it is kind' });
    expect(await updated).toMatchObject({ content: 'Because: it is kind', components: [] });

    expect((await ann.messages(rig.playground.channelId)).map(({ content }) => content)).toContain(
      'Only you see this.',
    );
    expect((await ben.messages(rig.playground.channelId)).map(({ content }) => content)).toEqual([
      'Because: it is kind',
    ]);
    expect(benSaw).toEqual(['']);
    expect(rig.playground.violations()).toEqual([]);
  });

  test('options are proposed while they are typed', async () => {
    const rig = await Rig.start();
    const { client } = await rig.bot();
    await onInteraction(client, async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}lley`, value: 'trolley' }]);
    });
    const ann = await rig.visitor('Ann');
    const choices = await ann.autocomplete('debate', start('tro', true), rig.playground.channelId);
    expect(choices).toEqual([{ name: 'trolley', value: 'trolley' }]);
  });

  test('a menu carries the values that were chosen, and only those that it offers', async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    const menu = new StringSelectMenuBuilder()
      .setCustomId('menu')
      .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
    await onInteraction(client, async (interaction) => {
      if (interaction.isStringSelectMenu()) {
        await interaction.reply({ content: interaction.values.join(), flags: MessageFlags.Ephemeral });
      }
    });
    const ann = await rig.visitor('Ann');
    const posted = next(ann, 'MESSAGE_CREATE');
    await channel.send({
      content: 'Choose',
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    const answered = next(ann, 'MESSAGE_CREATE', ({ flags }) => flags === MessageFlags.Ephemeral);
    await ann.press(await posted, 'menu', ['2']);
    expect((await answered).content).toBe('2');
    await expect(ann.press(await posted, 'menu', ['3'])).rejects.toMatchObject({ status: 400 });
  });

  test('wrong options never reach the bot', async () => {
    const rig = await Rig.start();
    const { client } = await rig.bot();
    let heard = 0;
    await onInteraction(client, async () => {
      heard += 1;
    });
    const ann = await rig.visitor('Ann');
    const wrong = [
      [],
      [{ type: 1, name: 'start', options: [] }],
      [
        {
          type: 1,
          name: 'start',
          options: [
            { type: 3, name: 'scenario', value: 'x' },
            { type: 4, name: 'seed', value: 0 },
          ],
        },
      ],
    ];
    for (const options of wrong) {
      await expect(ann.runCommand('debate', options, rig.playground.channelId)).rejects.toMatchObject({ code: 50035 });
    }
    expect(heard).toBe(0);
  });

  test('an answer after three seconds is refused, and the visitor sees a failure', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ clock });
    const { client } = await rig.bot();
    const late = new Promise((resolve) => {
      void onInteraction(client, async (interaction) => {
        clock.jump(3001);
        if (interaction.isChatInputCommand()) resolve(await interaction.reply('late').catch((error: unknown) => error));
      });
    });
    await expect.poll(() => rig.playground.requests().some(({ method }) => method === 'PUT')).toBe(true);
    const ann = await rig.visitor('Ann');
    await expect(ann.runCommand('debate', start('x'), rig.playground.channelId)).rejects.toBeInstanceOf(
      CommandFailedError,
    );
    expect(await late).toMatchObject({ code: 10062 });
    expect(rig.playground.violations()).toEqual([]);
  });

  test('an interaction is answered once, and its token ends after fifteen minutes', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ clock });
    const { client } = await rig.bot();
    const outcome = new Promise<unknown[]>((resolve) => {
      void onInteraction(client, async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.reply('first');
        const callback = `/interactions/${interaction.id}/${interaction.token}/callback`;
        const again = await rig.rest('POST', callback, { type: 4, data: { content: 'again' } });
        clock.jump(15 * 60_000 + 1);
        const afterwards = await interaction.followUp('late').catch((error: unknown) => error);
        resolve([again.json, afterwards]);
      });
    });
    await expect.poll(() => rig.playground.requests().some(({ method }) => method === 'PUT')).toBe(true);
    const ann = await rig.visitor('Ann');
    await ann.runCommand('debate', start('x'), rig.playground.channelId);
    expect(await outcome).toMatchObject([{ code: 40060 }, { code: 50027 }]);
  });

  test('without a bot a command fails at once', async () => {
    const rig = await Rig.start();
    const { client } = await rig.bot();
    await onInteraction(client, async () => {});
    const ann = await rig.visitor('Ann');
    const offline = next(ann, 'BOT_PRESENCE', ({ online }) => !online);
    await client.destroy();
    await offline;
    await expect(ann.runCommand('debate', start('x'), rig.playground.channelId)).rejects.toBeInstanceOf(
      CommandFailedError,
    );
  });
});
