import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { App } from '../app.ts';
import type { Hints } from './audience/hints.ts';

/** One file in commands/: what Discord is told, and what it does. */
export interface Command {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  execute(interaction: ChatInputCommandInteraction<'cached'>, app: App, hints: Hints): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction<'cached'>, app: App): Promise<void>;
}
