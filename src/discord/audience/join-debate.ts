import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { App } from '../../app.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { withNotice } from '../privacy/notice.ts';
import { debateAtHand } from './debate-at-hand.ts';
import type { Hints } from './hints.ts';
import { mayPublish, publishLines } from './publish-option.ts';
import { requirePerson } from './require-person.ts';

/** `/debate join`: a person takes a seat. */
export async function joinDebate(
  interaction: ChatInputCommandInteraction<'cached'>,
  app: App,
  hints: Hints,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  requirePerson(interaction.member);
  const { plan } = await debateAtHand(interaction, app);
  const by = app.personIds.idOf(interaction.user.id);
  await withNotice(by, app, async (notice) => {
    const seat = await app.trials.audience(plan.trial).join(by, mayPublish(interaction));
    hints.keep(plan.trial, by, interaction);
    await interaction.editReply({
      content: [...seatWords(plan, seat), ...publishLines(interaction), ...notice].join('\n'),
    });
  });
}

function seatWords(
  { trial, ensemble }: TrialPlan,
  { name, round }: { readonly name: string; readonly round: number },
): string[] {
  const minutes = Math.round(ensemble.limits.person / 60_000);
  const when =
    round === ensemble.rounds.length
      ? `In round ${round}, the last one, you speak after the members.`
      : `From round ${round} on you speak after the members, in each round that is open to all.`;
  return [
    `You have a seat in debate \`${trial}\` as **${name}**: so all read you, and nothing stored or shown has your own name. ${when}`,
    `When it is your turn, a message in the thread has two buttons, Speak and Pass. You have ${minutes === 1 ? 'a minute' : `${minutes} minutes`} then; after that the debate goes on without you.`,
  ];
}
