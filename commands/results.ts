import { ApplicationIntegrationType, InteractionContextType, MessageFlags, SlashCommandBuilder } from 'discord.js';
import { overseesBallots } from '../src/discord/admission.ts';
import { sheetButtons } from '../src/discord/audits/sheet-buttons.ts';
import { offer } from '../src/discord/autocomplete.ts';
import { burstLines } from '../src/discord/burst-lines.ts';
import { answerScoresCard } from '../src/discord/cards/answer-scores-card.ts';
import { fitEmbeds } from '../src/discord/cards/fit-embeds.ts';
import { resultCard } from '../src/discord/cards/result-card.ts';
import { resultFiles } from '../src/discord/cards/result-files.ts';
import { scoreCard } from '../src/discord/cards/score-card.ts';
import type { Command } from '../src/discord/command.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { namedTrial } from '../src/discord/named-trial.ts';
import { describeOwnVote } from '../src/discord/own-vote.ts';
import { shorten } from '../src/discord/shorten.ts';
import { describeTrial, trialChoice } from '../src/discord/trial-words.ts';
import { resultOf } from '../src/trial/result.ts';

const data = new SlashCommandBuilder()
  .setName('results')
  .setDescription('The result of a debate: judge and people next to each other')
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addStringOption((option) =>
    option.setName('debate').setDescription('Which one').setRequired(true).setAutocomplete(true),
  )
  .toJSON();

export default {
  data,
  async execute(interaction, { trials, content, clock, personIds }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const given = interaction.options.getString('debate', true);
    const view = await namedTrial(given, interaction.guildId, trials);
    const { trial } = view.plan;
    const flags = overseesBallots(interaction.member) ? burstLines(view) : [];
    const voter = personIds.idOf(interaction.user.id);
    const ownVote = view.ballot === null ? [] : [describeOwnVote(view, voter, clock.now()), ...flags];
    if (view.hidden) {
      await interaction.editReply({
        content: shorten(['This debate was taken off view.', ...ownVote].join('\n'), LIMITS.message),
      });
      return;
    }
    const history = await trials.history(trial);
    const result = resultOf(history);
    if (result === undefined) {
      const running = trials.running().find(({ plan }) => plan.trial === trial);
      const state = running === undefined ? 'It has not ended yet.' : describeTrial(running);
      await interaction.editReply({ content: shorten([state, ...ownVote].join('\n'), LIMITS.message) });
      return;
    }
    const answers = answerScoresCard(result);
    const scores = [
      ...(answers === undefined ? [] : [answers]),
      scoreCard("How the judge scored the ensemble's debate", result.ensemble.scores, result.plan),
    ];
    const { files, tooLarge } = await resultFiles(history, content);
    const leftOut = tooLarge.map((name) => `${name} is larger than Discord takes.`);
    await interaction.editReply({
      content: shorten([...ownVote, ...leftOut].join('\n'), LIMITS.message),
      files,
      embeds: fitEmbeds([resultCard(result, content.reactions, { beside: scores }), ...scores]),
      components: sheetButtons(result),
    });
  },
  async autocomplete(interaction, { trials }) {
    const here = await trials.list(LIMITS.autocompleteChoices, interaction.guildId);
    await interaction.respond(
      offer(
        interaction.options.getFocused(),
        here.map((summary) => trialChoice(summary)),
      ),
    );
  },
} satisfies Command;
