import {
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  SlashCommandBuilder,
} from 'discord.js';
import type { App } from '../src/app.ts';
import { MOST_ROUNDS, QUESTION_LENGTH } from '../src/content/bounds.ts';
import { DEFAULTS } from '../src/content/defaults.ts';
import { scenarioFromQuestion } from '../src/content/own-question.ts';
import type { Scenario } from '../src/content/schema.ts';
import { LARGEST_SEED } from '../src/core/random.ts';
import { admitCloser, admitQuestion, admitStarter, mayManage, overseesBallots } from '../src/discord/admission.ts';
import { askQuestion } from '../src/discord/audience/ask-question.ts';
import { takesPeople } from '../src/discord/audience/debate-at-hand.ts';
import { joinDebate } from '../src/discord/audience/join-debate.ts';
import { mayPublish, publishLines, publishOption } from '../src/discord/audience/publish-option.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { burstLines } from '../src/discord/burst-lines.ts';
import { channelForThreads } from '../src/discord/channel-for-threads.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { namedTrial, runningTrial } from '../src/discord/named-trial.ts';
import { ensembleChoices, scenarioChoices } from '../src/discord/own-content/choices.ts';
import { parseDuration } from '../src/discord/parse-duration.ts';
import { withNotice } from '../src/discord/privacy/notice.ts';
import { RefusalError } from '../src/discord/refusal-error.ts';
import { shorten } from '../src/discord/shorten.ts';
import { describeEstimate, describeTrial, trialChoice } from '../src/discord/trial-words.ts';
import { AUDIENCE_LIMITS } from '../src/trial/audience-limits.ts';
import { chosen } from '../src/trial/chosen.ts';
import type { TrialRequest, TrialSummary } from '../src/trial/service.ts';

const LISTED = 10;
/** Whose start is being answered: two commands sent at once must not become two debates. */
const starting = new Set<string>();

const data = new SlashCommandBuilder()
  .setName('debate')
  .setDescription('Debates of local models')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((start) =>
    start
      .setName('start')
      .setDescription('Start a debate in a thread of its own')
      .addStringOption((option) =>
        option.setName('scenario').setDescription('A prepared scenario').setAutocomplete(true),
      )
      .addStringOption((option) =>
        option
          .setName('question')
          .setDescription('Or a question of your own')
          .setMinLength(QUESTION_LENGTH.fewest)
          .setMaxLength(QUESTION_LENGTH.most),
      )
      .addStringOption((option) => option.setName('ensemble').setDescription('Who debates').setAutocomplete(true))
      .addStringOption((option) => option.setName('format').setDescription('How they debate').setAutocomplete(true))
      .addIntegerOption((option) =>
        option.setName('rounds').setDescription('How many rounds').setMinValue(1).setMaxValue(MOST_ROUNDS),
      )
      .addStringOption((option) =>
        option.setName('ballot').setDescription('How long people can vote, for example 30m or 2h').setMaxLength(8),
      )
      .addIntegerOption((option) =>
        option
          .setName('seed')
          .setDescription('Repeat the random choices of an earlier debate')
          .setMinValue(0)
          .setMaxValue(LARGEST_SEED),
      )
      .addBooleanOption((option) =>
        option
          .setName('self-consistency')
          .setDescription('Also have a single model draft as many answers, choose one, and put it on the ballot'),
      )
      .addBooleanOption((option) =>
        option
          .setName('members-answers')
          .setDescription('Also have each member write an answer of its own and put it on the ballot'),
      )
      .addBooleanOption(publishOption),
  )
  .addSubcommand((stop) =>
    stop
      .setName('stop')
      .setDescription('Stop a debate; what was said stays')
      .addStringOption((option) =>
        option.setName('debate').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  )
  .addSubcommand((close) =>
    close
      .setName('close')
      .setDescription('Close a ballot before its deadline and show the results (Manage Server)')
      .addStringOption((option) =>
        option.setName('debate').setDescription('Which one').setRequired(true).setAutocomplete(true),
      ),
  )
  .addSubcommand((status) => status.setName('status').setDescription('What is being debated now'))
  .addSubcommand((list) => list.setName('list').setDescription('The latest debates'))
  .addSubcommand((hide) =>
    hide
      .setName('hide')
      .setDescription("Take a debate's text off view (Manage Server)")
      .addStringOption((option) =>
        option.setName('debate').setDescription('Which one').setRequired(true).setAutocomplete(true),
      )
      .addStringOption((option) => option.setName('reason').setDescription('Why').setMaxLength(200)),
  )
  .addSubcommand((ask) =>
    ask
      .setName('ask')
      .setDescription('Put a question to the members of a running debate')
      .addStringOption((option) =>
        option
          .setName('question')
          .setDescription('What they are asked in their next round')
          .setRequired(true)
          .setMaxLength(AUDIENCE_LIMITS.questionCharacters),
      )
      .addStringOption((option) =>
        option.setName('debate').setDescription('Which one, where several run').setAutocomplete(true),
      )
      .addBooleanOption(publishOption),
  )
  .addSubcommand((join) =>
    join
      .setName('join')
      .setDescription('Take a seat in a running debate and speak in its rounds')
      .addStringOption((option) =>
        option.setName('debate').setDescription('Which one, where several run').setAutocomplete(true),
      )
      .addBooleanOption(publishOption),
  )
  .toJSON();

async function start(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const starter = interaction.user.id;
  if (starting.has(starter)) {
    throw new RefusalError('Your last debate is just being started.', 'One person has one debate at a time.');
  }
  starting.add(starter);
  try {
    await startAdmitted(interaction, app);
  } finally {
    starting.delete(starter);
  }
}

async function startAdmitted(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  admitStarter(interaction.member, app);
  const channel = channelForThreads(interaction, 'A debate');
  const ballot = interaction.options.getString('ballot');
  const rounds = interaction.options.getInteger('rounds');
  const seed = interaction.options.getInteger('seed');
  const request: TrialRequest = {
    scenario: await scenarioOf(interaction, app),
    ensemble: interaction.options.getString('ensemble') ?? DEFAULTS.ensemble,
    format: interaction.options.getString('format') ?? DEFAULTS.format,
    ...(rounds === null ? {} : { rounds }),
    ...(seed === null ? {} : { seed }),
    selfConsistency: interaction.options.getBoolean('self-consistency') ?? false,
    memberAnswers: interaction.options.getBoolean('members-answers') ?? false,
    ballotMilliseconds: ballot === null ? app.config.ballotMilliseconds : parseDuration(ballot),
    startedBy: app.personIds.idOf(interaction.user.id),
    origin: { guildId: interaction.guildId, channelId: channel.id },
    publish: mayPublish(interaction),
  };
  const plan = await app.trials.plan(request);
  const estimate = await app.trials.estimate(plan);
  await interaction.editReply({ content: shorten(describeEstimate(estimate), LIMITS.message) });
  await withNotice(request.startedBy, app, async (notice) => {
    const summary = await app.trials.start(plan);
    // From here on it runs, whatever else is stored of who started it.
    starting.delete(interaction.user.id);
    const place = summary.queuePlace > 0 ? ` It waits for its turn, at place ${summary.queuePlace} in the queue.` : '';
    const words = `Debate \`${summary.plan.trial}\` has a thread of its own in this channel.${place}\n${describeEstimate(estimate)}`;
    const end = [...publishLines(interaction), ...notice].map((line) => `\n${line}`).join('');
    await interaction.editReply({ content: shorten(words, LIMITS.message - end.length) + end });
  });
}

/** @throws RefusalError, UnknownChoiceError, QuestionError */
async function scenarioOf(
  interaction: ChatInputCommandInteraction<'cached'>,
  { ownContents, config }: App,
): Promise<Scenario> {
  const id = interaction.options.getString('scenario');
  const question = interaction.options.getString('question');
  if (id !== null && question !== null) {
    throw new RefusalError('A scenario and a question were both given.', 'Give one of the two.');
  }
  if (question !== null) {
    const scenario = scenarioFromQuestion(question);
    // As it will be read: a refused word can't hide behind characters that nobody sees.
    admitQuestion(scenario.motion, config.refusedWords);
    return scenario;
  }
  if (id === null)
    throw new RefusalError('There is nothing to debate yet.', 'Give a scenario or a question of your own.');
  const { scenarios } = await ownContents.contentFor(interaction.guildId);
  return chosen('scenario', id, scenarios);
}

async function stop(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const summary = await runningTrial(interaction.options.getString('debate', true), interaction.guildId, app.trials);
  const isStarter = summary.plan.startedBy === app.personIds.idOf(interaction.user.id);
  if (!isStarter && !mayManage(interaction.member)) {
    throw new RefusalError(
      'Somebody else started this debate.',
      'Only that person, or somebody with the permission Manage Server, can stop it.',
    );
  }
  const stopped = await app.trials.stop(summary.plan.trial, isStarter ? 'starter' : 'moderator');
  await interaction.editReply({
    content: stopped ? `Debate \`${summary.plan.trial}\` is being stopped.` : 'It had ended already.',
  });
}

async function close(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  admitCloser(interaction.member);
  const named = interaction.options.getString('debate', true);
  const { trial } = (await runningTrial(named, interaction.guildId, app.trials)).plan;
  await app.trials.closeBallot(trial, 'moderator');
  await interaction.editReply({
    content: `The ballot of debate \`${trial}\` is closed; the results follow in its thread.`,
  });
}

async function status(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const here = app.trials.running().filter(({ plan }) => plan.origin?.guildId === interaction.guildId);
  const lines: string[] = [];
  for (const summary of here) {
    const flags = overseesBallots(interaction.member) ? burstLines(await app.trials.view(summary.plan.trial)) : [];
    lines.push(describeTrial(summary), ...flags);
  }
  const content = lines.length === 0 ? 'Nothing is being debated. `/debate start` begins.' : lines.join('\n');
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

async function list(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const lines = (await app.trials.list(LISTED, interaction.guildId)).map((summary) => describeTrial(summary));
  const content = lines.length === 0 ? 'No debates yet. `/debate start` begins the first one.' : lines.join('\n');
  await interaction.editReply({ content: shorten(content, LIMITS.message) });
}

async function hide(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  if (!mayManage(interaction.member)) {
    throw new RefusalError('You may not take debates off view.', 'It takes the permission Manage Server.');
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { plan } = await namedTrial(interaction.options.getString('debate', true), interaction.guildId, app.trials);
  const reason = interaction.options.getString('reason') ?? 'no reason given';
  await app.trials.hide(plan.trial, 'moderator', reason);
  await interaction.editReply({ content: `The text of debate \`${plan.trial}\` is taken off view.` });
}

async function autocomplete(interaction: AutocompleteInteraction<'cached'>, app: App): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const content = await app.ownContents.contentFor(interaction.guildId);
  switch (name) {
    case 'scenario':
      return interaction.respond(offer(value, scenarioChoices(content)));
    case 'ensemble':
      return interaction.respond(offer(value, ensembleChoices(content)));
    case 'format':
      return interaction.respond(
        offer(
          value,
          [...content.formats.values()].map(({ id, name, description }) => ({
            name: `${name}: ${description}`,
            value: id,
          })),
        ),
      );
    default: {
      const here = await offered(interaction, app);
      return interaction.respond(
        offer(
          value,
          here.map((summary) => trialChoice(summary)),
        ),
      );
    }
  }
}

/** Debates that a subcommand can be about. */
async function offered(
  interaction: AutocompleteInteraction<'cached'>,
  { trials }: App,
): Promise<readonly TrialSummary[]> {
  const here = trials.running().filter(({ plan }) => plan.origin?.guildId === interaction.guildId);
  switch (interaction.options.getSubcommand()) {
    case 'stop':
      return here;
    case 'close':
      return here.filter(({ phase }) => phase === 'ballot');
    case 'ask':
    case 'join':
      return here.filter(takesPeople);
    default:
      return trials.list(LIMITS.autocompleteChoices, interaction.guildId);
  }
}

export default {
  data,
  autocomplete,
  async execute(interaction, app, hints) {
    switch (interaction.options.getSubcommand()) {
      case 'start':
        return start(interaction, app);
      case 'stop':
        return stop(interaction, app);
      case 'close':
        return close(interaction, app);
      case 'status':
        return status(interaction, app);
      case 'list':
        return list(interaction, app);
      case 'hide':
        return hide(interaction, app);
      case 'ask':
        return askQuestion(interaction, app);
      case 'join':
        return joinDebate(interaction, app, hints);
    }
  },
} satisfies Command;
