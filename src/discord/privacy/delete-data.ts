import {
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { App } from '../../app.ts';
import { isAbort } from '../../core/errors.ts';
import { PRIVACY_DELETE_ID } from '../custom-id.ts';
import { BEFORE_DELETION, DELETED, DELETING, DELETION_GOES_ON } from './privacy-words.ts';

/** `/privacy delete`: says what it does, and asks. */
export async function offerDeletion(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
  await interaction.reply({
    content: BEFORE_DELETION,
    flags: MessageFlags.Ephemeral,
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Danger,
            label: 'Delete what is stored of me',
            custom_id: PRIVACY_DELETE_ID,
          },
        ],
      },
    ],
  });
}

/** The button under that. */
export async function deleteData(
  interaction: ButtonInteraction<'cached'>,
  { privacy, personIds }: Pick<App, 'privacy' | 'personIds'>,
): Promise<void> {
  await interaction.deferUpdate();
  const { done } = await privacy.forget(personIds.idOf(interaction.user.id));
  await interaction.editReply({ content: DELETING, components: [] });
  try {
    await done;
    await interaction.editReply({ content: DELETED });
  } catch (error) {
    if (!isAbort(error)) throw error;
    await interaction.editReply({ content: DELETION_GOES_ON });
  }
}
