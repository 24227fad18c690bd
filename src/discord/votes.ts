import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import type { Vote } from '../community/ballot.ts';
import { type TrialId, voterIdSchema } from '../core/ids.ts';
import type { VoteButton } from './custom-id.ts';
import { describeOwnVote } from './own-vote.ts';
import { factsOfVoter } from './voter-facts.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(interaction: ButtonInteraction<'cached'>, action: VoteButton, app: App): Promise<void> {
  // Storing takes a moment when the disk is busy; Discord waits three seconds.
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { trial, item, choice } = action;
  const facts = await factsOfVoter(interaction, await app.trials.view(trial));
  const vote: Vote = { item, choice, castAt: interaction.createdTimestamp, ...facts };
  await app.trials.vote(trial, vote);
  await interaction.editReply({
    content: describeOwnVote(await app.trials.view(trial), vote.voter, app.clock.now()),
  });
}

/** Shows somebody what stands for them, and changes nothing. */
export async function showOwnVote(interaction: ButtonInteraction<'cached'>, trial: TrialId, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const view = await app.trials.view(trial);
  const voter = voterIdSchema.parse(interaction.user.id);
  await interaction.editReply({ content: describeOwnVote(view, voter, app.clock.now()) });
}
