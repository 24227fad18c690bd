import {
  type APIMessage,
  type APIUser,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  ReactionType,
} from 'discord-api-types/v10';
import type { Clock } from '../../core/clock.ts';
import { refusals } from '../rest/refusal.ts';
import type { Attachments } from './attachments.ts';
import type { Bus } from './bus.ts';
import type { Channels } from './channels.ts';
import { type Directory, withoutUser } from './directory.ts';
import { pingsOf } from './mentions.ts';
import type { CreateMessageBody, MessageBody, UploadedFile } from './message-body.ts';
import { storedComponents, storedEmbeds } from './message-parts.ts';
import type { Snowflakes } from './snowflakes.ts';
import { isArchived } from './thread.ts';
import { timestamp } from './timestamp.ts';

export interface StoredMessage {
  data: APIMessage;
  /** Who reacted and how, by emoji, in the order in which the emojis came. */
  readonly reactions: Map<string, Map<string, ReactionType>>;
  /** The id of the one user who sees it (ephemeral); null: all. */
  readonly onlyFor: string | null;
}

export interface Sender {
  readonly author: APIUser;
  readonly webhookId?: string;
  readonly applicationId?: string;
  readonly mayPingEveryone: boolean;
}

/** A message to be made: what was asked for, and what the way of sending adds. */
export interface Draft {
  readonly channelId: string;
  readonly sender: Sender;
  readonly body: CreateMessageBody;
  readonly files?: readonly UploadedFile[];
  readonly onlyFor?: string | null;
  /** Fields such as `type` and `interaction_metadata`. */
  readonly extra?: Partial<APIMessage>;
}

/** All messages of all channels. */
export class Messages {
  readonly #byChannel = new Map<string, Map<string, StoredMessage>>();
  readonly #bus: Bus;
  readonly #ids: Snowflakes;
  readonly #directory: Directory;
  readonly #channels: Channels;
  readonly #attachments: Attachments;
  readonly #clock: Clock;

  constructor(shared: {
    bus: Bus;
    ids: Snowflakes;
    directory: Directory;
    channels: Channels;
    attachments: Attachments;
    clock: Clock;
  }) {
    this.#bus = shared.bus;
    this.#ids = shared.ids;
    this.#directory = shared.directory;
    this.#channels = shared.channels;
    this.#attachments = shared.attachments;
    this.#clock = shared.clock;
  }

  /** Posts a message: an archived thread comes back by it, a person or bot joins the thread. @throws Refusal (10003) */
  create(draft: Draft): StoredMessage {
    const channel = this.#channels.get(draft.channelId);
    const { sender, body, onlyFor = null } = draft;
    const id = this.#ids.next();
    const attachments = this.#attachments.keep(draft.channelId, draft.files ?? [], body);
    const content = (body.content ?? '').trim();
    const referenced = this.#referenced(draft);
    const stored: StoredMessage = {
      reactions: new Map(),
      onlyFor,
      data: {
        id,
        channel_id: draft.channelId,
        type: referenced === null ? MessageType.Default : MessageType.Reply,
        author: sender.author,
        content,
        timestamp: this.#timestamp(),
        edited_timestamp: null,
        tts: body.tts ?? false,
        attachments,
        embeds: storedEmbeds(body.embeds ?? [], attachments),
        components: storedComponents(body.components ?? [], attachments),
        pinned: false,
        flags: body.flags ?? 0,
        ...pingsOf(
          content,
          body.allowed_mentions,
          referenced?.data.author ?? null,
          sender.mayPingEveryone,
          this.#directory,
        ),
        ...(body.nonce == null ? {} : { nonce: body.nonce }),
        ...(sender.webhookId === undefined ? {} : { webhook_id: sender.webhookId }),
        ...(sender.applicationId === undefined ? {} : { application_id: sender.applicationId }),
        ...(channel.kind === 'thread' ? { position: channel.data.total_message_sent ?? 0 } : {}),
        ...(referenced === null ? {} : referenceTo(referenced, this.#directory.guildId)),
        ...draft.extra,
      },
    };
    if (onlyFor === null && channel.kind === 'thread') {
      if (isArchived(channel)) this.#channels.changeThread(channel, { archived: false });
      if (this.#directory.findMember(sender.author.id) !== undefined) this.#channels.join(channel, sender.author.id);
    }
    const inChannel = this.#byChannel.get(draft.channelId) ?? new Map<string, StoredMessage>();
    this.#byChannel.set(draft.channelId, inChannel);
    inChannel.set(id, stored);
    if (onlyFor === null) this.#channels.noteMessage(channel, id);
    this.#announce('MESSAGE_CREATE', stored);
    return stored;
  }

  /** @throws Refusal (10008) when there is none, or `viewerId` may not see it */
  get(channelId: string, messageId: string, viewerId: string): StoredMessage {
    const stored = this.find(channelId, messageId);
    if (stored === undefined || !mayView(stored, viewerId)) throw refusals.unknownMessage();
    return stored;
  }

  find(channelId: string, messageId: string): StoredMessage | undefined {
    return this.#byChannel.get(channelId)?.get(messageId);
  }

  /** Newest first. */
  list(channelId: string, viewerId: string): StoredMessage[] {
    return [...(this.#byChannel.get(channelId)?.values() ?? [])]
      .filter((stored) => mayView(stored, viewerId))
      .reverse();
  }

  /**
   * Changes what `body` names and leaves the rest. An edit pings nobody, but `mentions` shows who would have been.
   * @param settles whether this fills a "thinking" message: no edit in the eyes of a reader
   */
  edit(stored: StoredMessage, body: MessageBody, files: readonly UploadedFile[], settles: boolean): void {
    const { data } = stored;
    const added = this.#attachments.keep(data.channel_id, files, body);
    const kept =
      body.attachments == null
        ? data.attachments
        : data.attachments.filter(({ id }) => body.attachments?.some((wanted) => wanted.id === id));
    const attachments = [...kept, ...added];
    const content = body.content === undefined ? data.content : (body.content ?? '').trim();
    const old = data.flags ?? 0;
    const flags = body.flags == null ? old : (old & ~EDITABLE_FLAGS) | (body.flags & EDITABLE_FLAGS);
    const webhook = data.webhook_id !== undefined;
    stored.data = {
      ...data,
      content,
      attachments,
      embeds: body.embeds === undefined ? data.embeds : storedEmbeds(body.embeds ?? [], attachments),
      components:
        body.components === undefined ? (data.components ?? []) : storedComponents(body.components ?? [], attachments),
      flags: settles ? flags & ~MessageFlags.Loading : flags,
      edited_timestamp: settles ? data.edited_timestamp : this.#timestamp(),
      ...(body.content === undefined && body.allowed_mentions == null
        ? {}
        : pingsOf(content, body.allowed_mentions, null, webhook, this.#directory)),
    };
    this.#announce('MESSAGE_UPDATE', stored);
  }

  /** Changes fields that no body names (`pinned`, `thread`, flags). */
  patch(stored: StoredMessage, changes: Partial<APIMessage>): void {
    stored.data = { ...stored.data, ...changes };
    this.#announce('MESSAGE_UPDATE', stored);
  }

  /** @param quiet whether the bot hears of it otherwise (bulk deletion) */
  delete(stored: StoredMessage, quiet = false): void {
    const { id, channel_id, attachments } = stored.data;
    this.#byChannel.get(channel_id)?.delete(id);
    this.#attachments.forget(attachments);
    if (stored.onlyFor === null && this.#channels.has(channel_id))
      this.#channels.noteDeletion(this.#channels.get(channel_id));
    if (stored.onlyFor === null && !quiet) {
      this.#bus.toBot('MESSAGE_DELETE', { id, channel_id, guild_id: this.#directory.guildId });
    }
    this.#bus.toVisitors('MESSAGE_DELETE', { id, channel_id }, stored.onlyFor);
  }

  /** The message with its reactions, `me` being those of the viewer. */
  render(stored: StoredMessage, viewerId: string): APIMessage {
    const reactions = [...stored.reactions].map(([name, users]) => {
      const burst = [...users.values()].filter((type) => type === ReactionType.Burst).length;
      return {
        emoji: { id: null, name },
        count: users.size,
        count_details: { normal: users.size - burst, burst },
        me: users.get(viewerId) === ReactionType.Normal,
        me_burst: users.get(viewerId) === ReactionType.Burst,
        burst_colors: [],
      };
    });
    const thread = this.#channels.has(stored.data.id) ? { thread: this.#channels.get(stored.data.id).data } : {};
    return { ...stored.data, ...thread, ...(reactions.length === 0 ? {} : { reactions }) };
  }

  #announce(name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', stored: StoredMessage): void {
    if (stored.onlyFor === null) {
      const member = this.#directory.findMember(stored.data.author.id);
      this.#bus.toBot(name, {
        ...this.render(stored, this.#directory.bot.id),
        guild_id: this.#directory.guildId,
        ...(member === undefined || stored.data.webhook_id !== undefined ? {} : { member: withoutUser(member) }),
      });
    }
    if (stored.onlyFor !== null) this.#bus.toVisitors(name, this.render(stored, stored.onlyFor), stored.onlyFor);
    else if (stored.reactions.size === 0) this.#bus.toVisitors(name, this.render(stored, ''));
    else this.#bus.toEachVisitor(name, (viewerId) => this.render(stored, viewerId));
  }

  #referenced(draft: Draft): StoredMessage | null {
    const wanted = draft.body.message_reference?.message_id;
    if (wanted == null) return null;
    const found = this.find(draft.channelId, wanted);
    if (found !== undefined && found.onlyFor === null) return found;
    if (draft.body.message_reference?.fail_if_not_exists === false) return null;
    throw refusals.unknownMessage();
  }

  #timestamp(): string {
    return timestamp(this.#clock.now());
  }
}

/** By which a message says that it answers another one. */
export function referenceTo(
  { data }: StoredMessage,
  guildId: string,
): Pick<APIMessage, 'referenced_message' | 'message_reference'> {
  return {
    referenced_message: data,
    message_reference: {
      type: MessageReferenceType.Default,
      guild_id: guildId,
      channel_id: data.channel_id,
      message_id: data.id,
    },
  };
}

const EDITABLE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

function mayView(stored: StoredMessage, viewerId: string): boolean {
  return stored.onlyFor === null || stored.onlyFor === viewerId;
}
