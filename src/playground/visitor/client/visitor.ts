import type { APIApplicationCommandOptionChoice, APIMessage, APIUser } from 'discord-api-types/v10';
import type { Dispatch, DispatchData, InteractionOption, Ready } from '../../visitor-protocol.ts';

type Listener = (dispatch: Dispatch) => void;

/** A form that the bot has opened for a visitor. */
export type OpenForm = DispatchData['INTERACTION_MODAL_CREATE'];

/** A person, or a program in a person's place, in a playground. All calls throw VisitorRequestError when refused. */
export interface Visitor {
  readonly user: APIUser;
  readonly ready: Ready;
  /** Calls `listener` with all that happens from now on. @returns what ends that */
  events(listener: Listener): () => void;
  /** Newest first. @param limit 1 to 100, default 50 */
  messages(channelId: string, limit?: number): Promise<APIMessage[]>;
  send(channelId: string, content: string): Promise<APIMessage>;
  react(channelId: string, messageId: string, emoji: string): Promise<void>;
  unreact(channelId: string, messageId: string, emoji: string): Promise<void>;
  joinThread(threadId: string): Promise<void>;
  leaveThread(threadId: string): Promise<void>;
  /** Runs a slash command. Resolves when the bot has acknowledged it. @throws CommandFailedError when it did not in time */
  runCommand(name: string, options: readonly InteractionOption[], channelId: string): Promise<void>;
  /** What the bot proposes for the option marked `focused`. @throws CommandFailedError */
  autocomplete(
    name: string,
    options: readonly InteractionOption[],
    channelId: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]>;
  /** Presses a button, or chooses `values` in a menu. @throws CommandFailedError */
  press(message: APIMessage, customId: string, values?: readonly string[]): Promise<void>;
  /** Sends a form filled with `fields` by custom id. @throws CommandFailedError */
  submitModal(form: OpenForm, fields: Readonly<Record<string, string>>): Promise<void>;
  close(): void;
}
