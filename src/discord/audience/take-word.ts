import { AttachmentBuilder, type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { App } from '../../app.ts';
import { withoutUnseen } from '../../content/unseen.ts';
import type { TrialId } from '../../core/ids.ts';
import { AudienceError } from '../../trial/audience-error.ts';
import { AUDIENCE_LIMITS } from '../../trial/audience-limits.ts';
import type { TrialAudience } from '../../trial/trial-audience.ts';
import { TrialUnknownError } from '../../trial/trial-unknown-error.ts';
import type { WordAction, WordsFormId } from '../custom-id.ts';
import { explainError } from '../explain-error.ts';
import { RefusalError } from '../refusal-error.ts';
import { containsWord } from '../refused-words.ts';
import { WORDS_FIELD, wordsModal } from './words-modal.ts';

/** A press on Speak or Pass under a person's turn. @throws AudienceError for whose turn it is not, and when it is over */
export async function takeWord(
  interaction: ButtonInteraction<'cached'>,
  { trial, turn, action }: WordAction,
  app: App,
): Promise<void> {
  const by = app.personIds.idOf(interaction.user.id);
  const audience = audienceOf(trial, app);
  const words = audience.requireTurn(by, turn);
  if (action === 'speak') {
    await interaction.showModal(wordsModal({ trial, turn }, words));
    return;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await audience.speak(by, turn, '');
  await interaction.editReply({ content: 'You say nothing in this round. The debate goes on.' });
}

/** A person's words: they are said, or given back with why they are not. */
export async function submitWords(
  interaction: ModalSubmitInteraction<'cached'>,
  { trial, turn }: WordsFormId,
  app: App,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const typed = interaction.fields.getTextInputValue(WORDS_FIELD);
  try {
    const words = admitted(typed, app.config.refusedWords);
    await audienceOf(trial, app).speak(app.personIds.idOf(interaction.user.id), turn, words);
    await interaction.editReply({ content: 'You have said it: your words stand in the thread.' });
  } catch (error) {
    const nothing = typed.trim() === '';
    await interaction.editReply({
      content: `${explainError(error, app)}${nothing ? '' : '\nWhat you wrote is in this file.'}`,
      ...(nothing ? {} : { files: [new AttachmentBuilder(Buffer.from(typed), { name: 'your-words.txt' })] }),
    });
  }
}

/** As they will be read. @throws RefusalError */
function admitted(typed: string, refusedWords: readonly string[]): string {
  const words = withoutUnseen(typed).trim();
  const again = 'You can press Speak again until your time is over.';
  if (!/[\p{L}\p{N}]/u.test(words)) throw new RefusalError('There are no words in this.', again);
  const most = AUDIENCE_LIMITS.turnCharacters;
  if (words.length > most) {
    throw new RefusalError(`This has ${words.length} characters, and a turn at most ${most}.`, again);
  }
  if (containsWord(words, refusedWords))
    throw new RefusalError('This contains a word that is not said in debates on this server.', again);
  return words;
}

/** @throws AudienceError when the debate is over */
function audienceOf(trial: TrialId, { trials }: App): TrialAudience {
  try {
    return trials.audience(trial);
  } catch (error) {
    if (error instanceof TrialUnknownError) throw new AudienceError('This debate is over.', '/results shows it.');
    throw error;
  }
}
