import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { App } from '../../app.ts';
import { debateAtHand } from './debate-at-hand.ts';
import type { Hints } from './hints.ts';
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
  const { name, round } = await app.trials.audience(plan.trial).join(by);
  hints.keep(plan.trial, by, interaction);
  const minutes = Math.round(plan.ensemble.limits.person / 60_000);
  const when =
    round === plan.ensemble.rounds.length
      ? `In round ${round}, the last one, you speak after the members.`
      : `From round ${round} on you speak after the members, in each round that is open to all.`;
  await interaction.editReply({
    content: [
      `You have a seat in debate \`${plan.trial}\` as **${name}**: so all read you, and nothing stored or shown has your own name. ${when}`,
      `When it is your turn, a message in the thread has two buttons, Speak and Pass. You have ${minutes === 1 ? 'a minute' : `${minutes} minutes`} then; after that the debate goes on without you.`,
    ].join('\n'),
  });
}
