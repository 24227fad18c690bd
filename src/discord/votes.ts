import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import { type TrialId, voterIdSchema } from '../core/ids.ts';
import type { VoteButton } from './custom-id.ts';
import { describeOwnVote } from './own-vote.ts';
import { afterReply } from './requests/after-reply.ts';
import { factsOfVoter } from './voter-facts.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(interaction: ButtonInteraction<'cached'>, action: VoteButton, app: App): Promise<void> {
  const { trial, item, choice } = action;
  const madeAt = interaction.createdTimestamp;
  // Storing takes a moment when the disk is busy; Discord waits three seconds.
  const deferred = interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { voter } = await afterReply(
    deferred,
    app.trials.vote(trial, {
      by: interaction.user.id,
      madeAt,
      async find() {
        await deferred;
        return { item, choice, castAt: madeAt, ...(await factsOfVoter(interaction, await app.trials.view(trial))) };
      },
    }),
  );
  await interaction.editReply({ content: describeOwnVote(await app.trials.view(trial), voter, app.clock.now()) });
}

/** Shows somebody what stands for them, and changes nothing. */
export async function showOwnVote(interaction: ButtonInteraction<'cached'>, trial: TrialId, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const view = await app.trials.view(trial);
  const voter = voterIdSchema.parse(interaction.user.id);
  await interaction.editReply({ content: describeOwnVote(view, voter, app.clock.now()) });
}
