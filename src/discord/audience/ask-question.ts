import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { App } from '../../app.ts';
import { tidy } from '../../content/tidy.ts';
import { isAnswerTurn } from '../../debate/turns.ts';
import { AUDIENCE_LIMITS } from '../../trial/audience-limits.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { admitQuestion } from '../admission.ts';
import { withNotice } from '../privacy/notice.ts';
import { RefusalError } from '../refusal-error.ts';
import { debateAtHand } from './debate-at-hand.ts';
import { mayPublish, publishLines } from './publish-option.ts';
import { requirePerson } from './require-person.ts';

/** `/debate ask`: a question of the audience, for the members' next round. */
export async function askQuestion(interaction: ChatInputCommandInteraction<'cached'>, app: App): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  requirePerson(interaction.member);
  const { plan } = await debateAtHand(interaction, app);
  const question = questionIn(interaction.options.getString('question', true));
  admitQuestion(question, app.config.refusedWords);
  const by = app.personIds.idOf(interaction.user.id);
  await withNotice(by, app, async (notice) => {
    const round = await app.trials.audience(plan.trial).ask(by, question, mayPublish(interaction));
    await interaction.editReply({
      content: [whenPut(plan, round), ...publishLines(interaction), ...notice].join('\n'),
    });
  });
}

/** As it will be read. @throws RefusalError */
function questionIn(typed: string): string {
  const question = tidy(typed);
  const most = AUDIENCE_LIMITS.questionCharacters;
  if (question.length > most) {
    throw new RefusalError(`This question has ${question.length} characters.`, `Say it in ${most} or fewer.`);
  }
  if (!/\p{L}/u.test(question)) throw new RefusalError('There is no word in this question.', 'Ask in words.');
  return question;
}

function whenPut({ trial, ensemble }: TrialPlan, round: number): string {
  const when = isAnswerTurn(ensemble, { round })
    ? 'The last round has begun, so your question is put to the chair, before the answer'
    : `Your question is put to all members in round ${round} of ${ensemble.rounds.length}`;
  return `${when} of debate \`${trial}\`. It stands in the thread then, without your name; the single model is asked the same.`;
}
