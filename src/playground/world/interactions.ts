import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Clock } from '../../core/clock.ts';
import { isAbort } from '../../core/errors.ts';
import type { Entropy } from '../../core/random.ts';
import { refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import type { Directory } from './directory.ts';
import type { MessageBody, UploadedFile } from './message-body.ts';
import { type Messages, referenceTo, type StoredMessage } from './messages.ts';
import type { Snowflakes } from './snowflakes.ts';

/** Discord's types: 2 command, 3 component, 4 autocomplete, 5 form. */
export type InteractionKind = 2 | 3 | 4 | 5;

const ACKNOWLEDGE_WITHIN_MS = 3000;
const TOKEN_LIFETIME_MS = 15 * 60_000;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly nonce: string;
  readonly userId: string;
  readonly channelId: string;
  /** The command's name with those of its subcommands; null for components and forms. */
  readonly command: string | null;
  /** The message whose component began it; null for commands. */
  readonly source: StoredMessage | null;
  readonly openedAt: number;
  state: 'open' | 'acknowledged' | 'expired';
  /** What `@original` means: the reply, or the message that was updated. */
  original: StoredMessage | null;
  /** The ids of the messages that its token has made. */
  readonly messageIds: Set<string>;
}

interface OpenModal {
  readonly data: APIModalInteractionResponseCallbackData;
  readonly from: Interaction;
}

/** What visitors asked of the bot, from the request to the end of its token. */
export class Interactions {
  readonly #byId = new Map<string, Interaction>();
  readonly #modals = new Map<string, OpenModal>();
  readonly #deadlines = new Map<string, AbortController>();
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** Begins one and its 3 s, after which it is lost to the bot and failed for its visitor. */
  open(about: Pick<Interaction, 'kind' | 'nonce' | 'userId' | 'channelId' | 'command' | 'source'>): Interaction {
    this.#forgetOld();
    const { ids, entropy, clock } = this.#shared;
    const interaction: Interaction = {
      ...about,
      id: ids.next(),
      token: entropy.hex(48),
      openedAt: clock.now(),
      state: 'open',
      original: null,
      messageIds: new Set(),
    };
    this.#byId.set(interaction.id, interaction);
    void this.#watch(interaction);
    return interaction;
  }

  fail(interaction: Interaction): void {
    interaction.state = 'expired';
    const { nonce, userId } = interaction;
    this.#shared.bus.toVisitors('INTERACTION_FAILURE', { nonce, message: 'The application did not respond' }, userId);
  }

  /** Finds the one that the bot answers now. @throws Refusal: unknown or too late (10062), answered already (40060) */
  unanswered(id: string, token: string): Interaction {
    const interaction = this.#byId.get(id);
    if (interaction === undefined || interaction.token !== token || interaction.state === 'expired') {
      throw refusals.unknownInteraction();
    }
    if (interaction.state === 'acknowledged') throw refusals.acknowledged();
    return interaction;
  }

  /** Finds one by its token for what follows the first answer. @throws Refusal: none (10015), out of date (50027) */
  withToken(token: string): Interaction {
    const interaction = [...this.#byId.values()].find((candidate) => candidate.token === token);
    if (interaction === undefined) throw refusals.invalidWebhookToken();
    if (this.#shared.clock.now() - interaction.openedAt > TOKEN_LIFETIME_MS) throw refusals.invalidWebhookToken();
    if (interaction.state !== 'acknowledged') throw refusals.unknownWebhook();
    return interaction;
  }

  /** Marks it as answered. Call `succeed` when what the answer brings has been sent. */
  acknowledge(interaction: Interaction): void {
    interaction.state = 'acknowledged';
    this.#deadlines.get(interaction.id)?.abort();
    this.#deadlines.delete(interaction.id);
  }

  succeed({ nonce, userId }: Interaction): void {
    this.#shared.bus.toVisitors('INTERACTION_SUCCESS', { nonce }, userId);
  }

  showModal(interaction: Interaction, data: APIModalInteractionResponseCallbackData): void {
    this.#modals.set(interaction.id, { data, from: interaction });
    const { id: interaction_id, nonce, channelId: channel_id, userId } = interaction;
    this.#shared.bus.toVisitors('INTERACTION_MODAL_CREATE', { ...data, nonce, interaction_id, channel_id }, userId);
  }

  /** The form that a visitor has open; undefined when there is none. */
  modal(interactionId: string, userId: string): OpenModal | undefined {
    const modal = this.#modals.get(interactionId);
    return modal?.from.userId === userId ? modal : undefined;
  }

  /** The first answer as a message, or "thinking" when `body` is empty and Loading is among its flags. */
  reply(interaction: Interaction, body: MessageBody, files: readonly UploadedFile[]): StoredMessage {
    interaction.original = this.#post(interaction, body, files);
    return interaction.original;
  }

  /** A further message. The first one after "thinking" takes its place, as on Discord. */
  followUp(interaction: Interaction, body: MessageBody, files: readonly UploadedFile[]): StoredMessage {
    const { original } = interaction;
    if (original !== null && isLoading(original)) {
      this.edit(original, body, files);
      return original;
    }
    return this.#post(interaction, body, files);
  }

  edit(stored: StoredMessage, body: MessageBody, files: readonly UploadedFile[]): void {
    this.#shared.messages.edit(stored, body, files, isLoading(stored));
  }

  /** A message of this interaction. @param messageId an id or `@original` @throws Refusal (10008) */
  message(interaction: Interaction, messageId: string): StoredMessage {
    const id = messageId === '@original' ? interaction.original?.data.id : messageId;
    if (id === undefined) throw refusals.unknownMessage();
    const known = interaction.messageIds.has(id) || interaction.original?.data.id === id;
    const stored = known ? this.#shared.messages.find(interaction.channelId, id) : undefined;
    if (stored === undefined) throw refusals.unknownMessage();
    return stored;
  }

  close(): void {
    for (const deadline of this.#deadlines.values()) deadline.abort();
    this.#deadlines.clear();
  }

  #post(interaction: Interaction, body: MessageBody, files: readonly UploadedFile[]): StoredMessage {
    const { directory, messages } = this.#shared;
    const ephemeral = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const stored = messages.create({
      channelId: interaction.channelId,
      sender: {
        author: directory.bot,
        webhookId: directory.applicationId,
        applicationId: directory.applicationId,
        mayPingEveryone: directory.mayBotPingEveryone,
      },
      body,
      files,
      onlyFor: ephemeral ? interaction.userId : null,
      extra: this.#origin(interaction),
    });
    interaction.messageIds.add(stored.data.id);
    return stored;
  }

  #origin(interaction: Interaction): Partial<APIMessage> {
    const { id, kind, userId, command, source } = interaction;
    const user = this.#shared.directory.member(userId).user;
    const common = { id, user, authorizing_integration_owners: { 0: this.#shared.directory.guildId } };
    if (command !== null) {
      return {
        type: MessageType.ChatInputCommand,
        interaction_metadata: { ...common, type: 2 },
        interaction: { id, type: 2, name: command, user },
      };
    }
    if (kind === 3 && source !== null) {
      return {
        type: MessageType.Reply,
        interaction_metadata: { ...common, type: 3, interacted_message_id: source.data.id },
        ...referenceTo(source, this.#shared.directory.guildId),
      };
    }
    return {};
  }

  async #watch(interaction: Interaction): Promise<void> {
    const deadline = new AbortController();
    this.#deadlines.set(interaction.id, deadline);
    try {
      await this.#shared.clock.sleep(ACKNOWLEDGE_WITHIN_MS, deadline.signal);
    } catch (error) {
      if (isAbort(error)) return;
      throw error;
    }
    this.#deadlines.delete(interaction.id);
    if (interaction.state === 'open') this.fail(interaction);
  }

  #forgetOld(): void {
    // A little longer than the token lives, so that a late use is told apart from a wrong one in the log of requests.
    const oldest = this.#shared.clock.now() - 2 * TOKEN_LIFETIME_MS;
    for (const [id, { openedAt }] of this.#byId) {
      if (openedAt >= oldest) break;
      this.#byId.delete(id);
      this.#modals.delete(id);
    }
  }
}

interface Shared {
  readonly bus: Bus;
  readonly ids: Snowflakes;
  readonly entropy: Entropy;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly messages: Messages;
}

export function isLoading(stored: StoredMessage): boolean {
  return ((stored.data.flags ?? 0) & MessageFlags.Loading) !== 0;
}
