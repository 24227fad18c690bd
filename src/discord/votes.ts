import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import type { TrialId } from '../core/ids.ts';
import type { VoteButton } from './custom-id.ts';
import { describeOwnVote } from './own-vote.ts';
import { withNotice } from './privacy/notice.ts';
import { afterReply } from './requests/after-reply.ts';
import { factsOfVoter } from './voter-facts.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(interaction: ButtonInteraction<'cached'>, action: VoteButton, app: App): Promise<void> {
  const { trial, item, choice } = action;
  const madeAt = interaction.createdTimestamp;
  const by = app.personIds.idOf(interaction.user.id);
  await withNotice(by, app, async (notice) => {
    // Storing takes a moment when the disk is busy; Discord waits three seconds.
    const deferred = interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { voter } = await afterReply(
      deferred,
      app.trials.vote(trial, {
        by,
        madeAt,
        async find() {
          await deferred;
          const facts = await factsOfVoter(interaction, await app.trials.view(trial), app);
          return { item, choice, castAt: madeAt, ...facts };
        },
      }),
    );
    const own = describeOwnVote(await app.trials.view(trial), voter, app.clock.now());
    await interaction.editReply({ content: [own, ...notice].join('\n') });
  });
}

/** Shows somebody what stands for them, and changes nothing. */
export async function showOwnVote(interaction: ButtonInteraction<'cached'>, trial: TrialId, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const view = await app.trials.view(trial);
  const voter = app.personIds.idOf(interaction.user.id);
  await interaction.editReply({ content: describeOwnVote(view, voter, app.clock.now()) });
}
