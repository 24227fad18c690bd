import {
  AttachmentBuilder,
  type ButtonInteraction,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { App } from '../../app.ts';
import { FIELDS, type FilledForm, type FormProblem, type Read } from '../../own-content/form.ts';
import { NotOwnError } from '../../own-content/not-own-error.ts';
import { nameOf, type OwnItem } from '../../own-content/own-item.ts';
import { admitManager } from '../admission.ts';
import { draftIdOf, type FormId } from '../custom-id.ts';
import { explainError } from '../explain-error.ts';
import { LIMITS } from '../limits.ts';
import { RefusalError } from '../refusal-error.ts';
import { containsWord } from '../refused-words.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import type { Drafts } from './drafts.ts';
import { formModal } from './form-modal.ts';
import { missingModels } from './missing-models.ts';

/** A form that somebody has sent: what it makes is stored, or all that was typed is given back with what is wrong with it. */
export async function submitForm(
  interaction: ModalSubmitInteraction<'cached'>,
  { kind, id }: FormId,
  app: App,
  drafts: Drafts,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  admitManager(interaction.member, kind);
  const texts = Object.fromEntries(
    FIELDS[kind].map((field) => [field.id, interaction.fields.getTextInputValue(field.id)]),
  );
  const form: FilledForm = { kind, id, texts };
  let troubles: readonly string[];
  try {
    const read = await submitted(interaction, form, app);
    if (read.ok) {
      await interaction.editReply({ content: shorten(await savedWords(read.item, form, app), LIMITS.message) });
      return;
    }
    troubles = read.problems.map(problemWords);
  } catch (error) {
    const isGone = error instanceof NotOwnError;
    troubles = [isGone ? 'It was removed meanwhile. Sent again, it is made anew.' : explainError(error, app)];
  }
  const token = drafts.keep(interaction.user.id, form);
  await interaction.editReply({
    content: troubleWords(kind, troubles),
    files: [new AttachmentBuilder(Buffer.from(typed(form)), { name: `${kind}.txt` })],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: 'Open the form again',
            custom_id: draftIdOf(token),
          },
        ],
      },
    ],
  });
}

async function submitted(
  { guildId }: ModalSubmitInteraction<'cached'>,
  form: FilledForm,
  { ownContents, config }: App,
): Promise<Read<OwnItem>> {
  const own = await ownContents.of(guildId);
  return own.submit(form, (text) => containsWord(text, config.refusedWords));
}

/** The button under what was given back: the form again, with what was typed. @throws RefusalError when that is not kept any more */
export async function reopenForm(
  interaction: ButtonInteraction<'cached'>,
  token: string,
  { ownContents }: App,
  drafts: Drafts,
): Promise<void> {
  const form = drafts.find(token, interaction.user.id);
  if (form === undefined) {
    throw new RefusalError(
      'What you typed is kept for 15 minutes, as long as the bot runs, and is not there any more.',
      'Give the command again, and copy your text from the file above.',
    );
  }
  admitManager(interaction.member, form.kind);
  const own = await ownContents.of(interaction.guildId);
  // What was removed meanwhile is made anew.
  const isGone = form.id !== null && own.all(form.kind).every(({ item }) => item.id !== form.id);
  await interaction.showModal(formModal(isGone ? { ...form, id: null } : form));
}

async function savedWords(own: OwnItem, { id }: FilledForm, app: App): Promise<string> {
  const name = `**${safeText(nameOf(own))}**`;
  const done = id === null ? 'is made' : 'is changed. Debates that have begun keep what they had';
  switch (own.kind) {
    case 'persona':
      return `The persona ${name} ${done}. \`/ensemble create persona-1:${own.item.id}\` gives it a seat.`;
    case 'scenario':
      return `The scenario ${name} ${done}. \`/debate start scenario:${own.item.id}\` debates it.`;
    case 'ensemble': {
      const missing = await missingModels(own.item, app.host);
      const note =
        missing.length === 0
          ? ''
          : `\n⚠️ Not at hand now: ${missing.map((model) => `\`${model}\``).join(', ')}. It debates once they are.`;
      return `The ensemble ${name} ${done}. \`/debate start ensemble:${own.item.id}\` lets it debate.${safeText(note)}`;
    }
  }
}

function problemWords({ field, line, message }: FormProblem): string {
  const place = line === null ? '' : `, line ${line}`;
  // As a reader sees it: what was typed is quoted in some of these.
  return `• **${field.replace(/, one .*$/, '')}**${place}: ${safeText(message)}`;
}

function troubleWords(kind: string, troubles: readonly string[]): string {
  const start = `This ${kind} is not saved:\n`;
  const end = '\nNothing is lost: the button opens the form with what you typed, which the file has too.';
  return `${start}${shorten(troubles.join('\n'), LIMITS.message - start.length - end.length)}${end}`;
}

/** What was typed, to be read and copied. */
function typed({ kind, texts }: FilledForm): string {
  return FIELDS[kind].map(({ id, label }) => `${label}:\n${texts[id] ?? ''}\n`).join('\n');
}
