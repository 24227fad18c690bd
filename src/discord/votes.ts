import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import type { Vote } from '../community/ballot.ts';
import type { TrialId } from '../core/ids.ts';
import { viewTrial } from '../trial/view-trial.ts';
import type { VoteButton } from './custom-id.ts';
import { describeOwnVote } from './own-vote.ts';
import { withNotice } from './privacy/notice.ts';
import { factsOfVoter } from './voter-facts.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(interaction: ButtonInteraction<'cached'>, action: VoteButton, app: App): Promise<void> {
  // Storing takes a moment when the disk is busy; Discord waits three seconds.
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { trial, item, choice } = action;
  await withNotice(app.personIds.idOf(interaction.user.id), app, async (notice) => {
    const history = await app.trials.history(trial);
    const facts = await factsOfVoter(interaction, history, app);
    const vote: Vote = { item, choice, castAt: interaction.createdTimestamp, ...facts };
    await app.trials.vote(trial, vote);
    const view = viewTrial([...history, { source: 'trial', event: { type: 'vote-cast', vote } }]);
    await interaction.editReply({
      content: [describeOwnVote(view, vote.voter, app.clock.now()), ...notice].join('\n'),
    });
  });
}

/** Shows somebody what stands for them, and changes nothing. */
export async function showOwnVote(interaction: ButtonInteraction<'cached'>, trial: TrialId, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const view = viewTrial(await app.trials.history(trial));
  await interaction.editReply({
    content: describeOwnVote(view, app.personIds.idOf(interaction.user.id), app.clock.now()),
  });
}
