import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { AUDIENCE_LIMITS } from '../../trial/audience-limits.ts';
import { type WordsFormId, wordsFormIdOf } from '../custom-id.ts';

/** The field of the form that has the words. */
export const WORDS_FIELD = 'words';

/** The form in which a person writes what they say in a turn. @param words that members have in it, about */
export function wordsModal(form: WordsFormId, words: number): APIModalInteractionResponseCallbackData {
  return {
    custom_id: wordsFormIdOf(form),
    title: `Your turn in round ${form.turn.round}`,
    components: [
      {
        type: ComponentType.Label,
        label: 'What do you say?',
        description: `The members have about ${words} words each in this round. Yours stand in the thread for all.`,
        component: {
          type: ComponentType.TextInput,
          custom_id: WORDS_FIELD,
          style: TextInputStyle.Paragraph,
          max_length: AUDIENCE_LIMITS.turnCharacters,
          required: true,
        },
      },
    ],
  };
}
