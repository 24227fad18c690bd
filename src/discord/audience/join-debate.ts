import { type ChatInputCommandInteraction, escapeMarkdown, MessageFlags } from 'discord.js';
import type { App } from '../../app.ts';
import { tidy } from '../../content/tidy.ts';
import { voterIdSchema } from '../../core/ids.ts';
import { RefusalError } from '../refusal-error.ts';
import { containsWord } from '../refused-words.ts';
import { safeText } from '../safe-text.ts';
import { debateAtHand } from './debate-at-hand.ts';
import type { Hints } from './hints.ts';
import { mayPublish, publishWords } from './publish-option.ts';
import { requirePerson } from './require-person.ts';

/** `/debate join`: a person takes a seat. */
export async function joinDebate(
  interaction: ChatInputCommandInteraction<'cached'>,
  app: App,
  hints: Hints,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { member } = interaction;
  requirePerson(member);
  const { plan } = await debateAtHand(interaction, app);
  if (containsWord(tidy(member.displayName), app.config.refusedWords)) {
    throw new RefusalError(
      'Your name on this server contains a word that is not said in debates.',
      'Others read you under that name: change it for this server first.',
    );
  }
  const by = voterIdSchema.parse(interaction.user.id);
  const { name, round } = await app.trials.audience(plan.trial).join(by, member.displayName, mayPublish(interaction));
  hints.keep(plan.trial, by, interaction);
  const minutes = Math.round(plan.ensemble.limits.person / 60_000);
  const when =
    round === plan.ensemble.rounds.length
      ? `In round ${round}, the last one, you speak after the members.`
      : `From round ${round} on you speak after the members, in each round that is open to all.`;
  await interaction.editReply({
    content: [
      `You have a seat in debate \`${plan.trial}\` as **${escapeMarkdown(safeText(name))}**. ${when}`,
      `When it is your turn, a message in the thread has two buttons, Speak and Pass. You have ${minutes === 1 ? 'a minute' : `${minutes} minutes`} then; after that the debate goes on without you.${publishWords(interaction)}`,
    ].join('\n'),
  });
}
