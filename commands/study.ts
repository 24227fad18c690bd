import {
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import { counted } from '../src/core/counted.ts';
import { admitOperator } from '../src/discord/admission.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { channelForThreads } from '../src/discord/channel-for-threads.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { safeText } from '../src/discord/safe-text.ts';
import { shorten } from '../src/discord/shorten.ts';
import { barLine, stateLine, studySize } from '../src/discord/studies/message-texts.ts';
import { resultsMessage } from '../src/discord/studies/results-message.ts';

/** What takes an operator: it occupies the bot's models for hours. */
const WHAT = 'start and stop studies';

const data = new SlashCommandBuilder()
  .setName('study')
  .setDescription('Many debates by a plan: ensembles against a single model')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((run) =>
    run
      .setName('run')
      .setDescription('Run a study, or what is left of it; takes long, gives way to debates (operators)')
      .addStringOption((option) =>
        option.setName('plan').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  )
  .addSubcommand((status) =>
    status.setName('status').setDescription('What runs, how far it is, what is parked or finished'),
  )
  .addSubcommand((stop) =>
    stop
      .setName('stop')
      .setDescription('Park the study that goes on, or end people’s vote on one; nothing is lost (operators)')
      .addStringOption((option) =>
        option
          .setName('plan')
          .setDescription('Of which one; a finished study’s vote is ended for good')
          .setAutocomplete(true),
      ),
  )
  .addSubcommand((results) =>
    results
      .setName('results')
      .setDescription('What came of a study, whole or so far: figures, chart and report')
      .addStringOption((option) =>
        option.setName('plan').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  )
  .toJSON();

async function run(interaction: ChatInputCommandInteraction<'cached'>, { studies, config, host }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await admitOperator(interaction.user, config, WHAT);
  const channel = channelForThreads(interaction, 'A study');
  const { study, begins } = await studies.start(interaction.options.getString('plan', true), {
    guildId: interaction.guildId,
    channelId: channel.id,
  });
  const { order } = study;
  const title = `study **${safeText(order.title)}**`;
  const place =
    order.place.guildId === interaction.guildId ? `in a thread of <#${order.place.channelId}>` : 'on another server';
  const pairs = (await studies.offered()).find(({ name }) => name === order.plan)?.pairsToVoteOn ?? 0;
  const people =
    pairs === 0
      ? ''
      : ` As its debates are judged, people are asked to vote on the answers of ${counted(pairs, 'trial')}, in threads of that channel; that may take days.`;
  const content = {
    study: `The ${title} has begun: ${studySize(order)} on ${safeText(host.label)}, every one of them judged. How far it is stands ${place}; how long it takes, once the first debate has ended. It may take hours, and a restart does not end it.${people}`,
    poll: `All of the ${title} has been run. People go on voting on its answers, ${place} and others of that channel.`,
    nothing: `The ${title} goes on ${place}: ${barLine(study)}`,
  }[begins];
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

async function status(interaction: ChatInputCommandInteraction<'cached'>, { studies }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const states = await studies.states();
  const lines = states.map((standing) => stateLine(standing, studies.ongoing));
  const content = lines.length === 0 ? 'This bot has no studies.' : lines.join('\n');
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

async function stop(interaction: ChatInputCommandInteraction<'cached'>, { studies, config }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await admitOperator(interaction.user, config, WHAT);
  const { ongoing } = studies;
  const name = interaction.options.getString('plan');
  const isOther = name !== null && ongoing?.order.plan !== name;
  const content = isOther ? await endPoll(name, studies) : parkedWords(await studies.park('operator'));
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

function parkedWords(parked: boolean): string {
  return parked
    ? 'It is parked. `/study run` goes on from there.'
    : 'No study is being run. People’s vote on one is ended by its name.';
}

async function endPoll(name: string, studies: App['studies']): Promise<string> {
  const ended = await studies.endPoll(name, 'operator');
  const title = (await studies.offered()).find((study) => study.name === name)?.title ?? name;
  const what = `**${safeText(title)}**`;
  switch (ended) {
    case 'ended':
      return `People’s vote on ${what} is ended: nothing more is put to the vote, and ballots that are open go on to their deadline.`;
    case 'no poll':
      return `Nobody votes on ${what}, and nobody will.`;
    case 'study not finished':
      return `${what} is not being run, and not finished: nothing of it is put to the vote until \`/study run\`.`;
  }
}

async function results(interaction: ChatInputCommandInteraction<'cached'>, { studies }: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const name = interaction.options.getString('plan', true);
  const found = await studies.results(name, AbortSignal.timeout(LIMITS.followUpWithin));
  const { ongoing } = studies;
  const running = ongoing?.order.plan === name ? [`It goes on: ${barLine(ongoing)}`] : [];
  await interaction.editReply(await resultsMessage(found, running));
}

export default {
  data,
  async execute(interaction, app) {
    switch (interaction.options.getSubcommand()) {
      case 'run':
        return run(interaction, app);
      case 'status':
        return status(interaction, app);
      case 'stop':
        return stop(interaction, app);
      case 'results':
        return results(interaction, app);
    }
  },
  async autocomplete(interaction, { studies }) {
    const offered = await studies.offered();
    const choices = offered.map(({ name, title, ...size }) => {
      const end = ` (${studySize(size)})`;
      return { name: `${shorten(title, LIMITS.choiceName - end.length)}${end}`, value: name };
    });
    await interaction.respond(offer(interaction.options.getFocused(), choices));
  },
} satisfies Command;
