import { type Interaction, MessageFlags, type RepliableInteraction } from 'discord.js';
import type { App } from '../app.ts';
import type { Hints } from './audience/hints.ts';
import { submitWords, takeWord } from './audience/take-word.ts';
import { showSheets } from './audits/show-sheets.ts';
import type { Command } from './command.ts';
import {
  PRIVACY_DELETE_ID,
  parseDraftId,
  parseFormId,
  parseOwnVoteId,
  parsePositionId,
  parseRatingId,
  parseRatingPageId,
  parseSheetId,
  parseVoteId,
  parseWordId,
  parseWordsFormId,
} from './custom-id.ts';
import { explainError } from './explain-error.ts';
import { LIMITS } from './limits.ts';
import type { Drafts } from './own-content/drafts.ts';
import { reopenForm, submitForm } from './own-content/submit-form.ts';
import { takePosition } from './positions.ts';
import { deleteData } from './privacy/delete-data.ts';
import type { RatingPages } from './ratings/rating-pages.ts';
import { shorten } from './shorten.ts';
import { castVote, showOwnVote } from './votes.ts';

/** What is kept in memory of what people did before. */
export interface Remembered {
  readonly drafts: Drafts;
  readonly hints: Hints;
  readonly ratings: RatingPages;
}

/** What a person does by command, button, menu, form or typing. Never rejects: what goes wrong is said to that person and logged. */
export async function handleInteraction(
  interaction: Interaction,
  commands: ReadonlyMap<string, Command>,
  app: App,
  { drafts, hints, ratings }: Remembered,
): Promise<void> {
  try {
    if (!interaction.inCachedGuild()) {
      if (interaction.isRepliable()) await say(interaction, 'Debates are held on servers, not in private messages.');
    } else if (interaction.isChatInputCommand()) {
      const command = commands.get(interaction.commandName);
      if (command === undefined)
        await say(interaction, 'This command is not known any more. Discord shows the new ones in a moment.');
      else await command.execute(interaction, app, hints);
    } else if (interaction.isAutocomplete()) {
      await commands.get(interaction.commandName)?.autocomplete?.(interaction, app);
    } else if (interaction.isButton()) {
      const vote = parseVoteId(interaction.customId);
      const ownVote = parseOwnVoteId(interaction.customId);
      const draft = parseDraftId(interaction.customId);
      const word = parseWordId(interaction.customId);
      const sheets = parseSheetId(interaction.customId);
      const page = parseRatingPageId(interaction.customId);
      if (vote !== undefined) await castVote(interaction, vote, app);
      else if (ownVote !== undefined) await showOwnVote(interaction, ownVote, app);
      else if (draft !== undefined) await reopenForm(interaction, draft, app, drafts);
      else if (word !== undefined) await takeWord(interaction, word, app);
      else if (sheets !== undefined) await showSheets(interaction, sheets, app);
      else if (page !== undefined) await ratings.show(interaction, page);
      else if (interaction.customId === PRIVACY_DELETE_ID) await deleteData(interaction, app);
      else await say(interaction, 'This button is of an older version and does nothing any more.');
    } else if (interaction.isStringSelectMenu()) {
      const menu = parsePositionId(interaction.customId);
      const rating = parseRatingId(interaction.customId);
      if (menu !== undefined) await takePosition(interaction, menu, app);
      else if (rating !== undefined) await ratings.rate(interaction, rating);
      else await say(interaction, 'This menu is of an older version and does nothing any more.');
    } else if (interaction.isModalSubmit()) {
      const form = parseFormId(interaction.customId);
      const words = parseWordsFormId(interaction.customId);
      if (form !== undefined) await submitForm(interaction, form, app, drafts);
      else if (words !== undefined) await submitWords(interaction, words, app);
      else await say(interaction, 'This form is of an older version. Give the command again.');
    }
  } catch (error) {
    const text = explainError(error, app);
    if (interaction.isRepliable())
      await say(interaction, text).catch((failure: unknown) =>
        app.log.warn({ err: failure }, 'an error could not be told'),
      );
  }
}

/** To the one person, whether or not the interaction was acknowledged before. */
async function say(interaction: RepliableInteraction, text: string): Promise<void> {
  const content = shorten(text, LIMITS.message);
  // Where the press itself was acknowledged, the message stays what it is.
  if (interaction.deferred && interaction.ephemeral !== null) await interaction.editReply({ content });
  else if (interaction.deferred || interaction.replied)
    await interaction.followUp({ content, flags: MessageFlags.Ephemeral });
  else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
}
