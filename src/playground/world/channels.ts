import {
  type APIChannel,
  type APITextChannel,
  ChannelType,
  type ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import type { Clock } from '../../core/clock.ts';
import { refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import type { Directory } from './directory.ts';
import { NO_FLAGS } from './no-flags.ts';
import { compareIds, type Snowflakes } from './snowflakes.ts';
import { metadata, type TextChannel, type Thread, type ThreadChanges, threadMember } from './thread.ts';
import { timestamp } from './timestamp.ts';

/** The guild's channels and threads. */
export class Channels {
  readonly #channels = new Map<string, TextChannel | Thread>();
  readonly #bus: Bus;
  readonly #ids: Snowflakes;
  readonly #directory: Directory;
  readonly #clock: Clock;

  constructor(bus: Bus, ids: Snowflakes, directory: Directory, clock: Clock) {
    this.#bus = bus;
    this.#ids = ids;
    this.#directory = directory;
    this.#clock = clock;
  }

  addText(name: string, topic: string): TextChannel {
    const channel: TextChannel = {
      kind: 'text',
      data: {
        id: this.#ids.next(),
        type: ChannelType.GuildText,
        guild_id: this.#directory.guildId,
        name,
        topic,
        position: this.#channels.size,
        permission_overwrites: [],
        nsfw: false,
        parent_id: null,
        last_message_id: null,
        rate_limit_per_user: 0,
        flags: NO_FLAGS,
      },
    };
    this.#channels.set(channel.data.id, channel);
    return channel;
  }

  /** @throws Refusal (10003) */
  get(id: string): TextChannel | Thread {
    const channel = this.#channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  /** @throws Refusal when there is none, or it is no thread */
  thread(id: string): Thread {
    const channel = this.get(id);
    if (channel.kind !== 'thread') throw refusals.wrongChannelType();
    return channel;
  }

  /** @throws Refusal when there is none, or it is a thread */
  text(id: string): TextChannel {
    const channel = this.get(id);
    if (channel.kind !== 'text') throw refusals.wrongChannelType();
    return channel;
  }

  has(id: string): boolean {
    return this.#channels.has(id);
  }

  get texts(): TextChannel[] {
    return [...this.#channels.values()].filter((channel) => channel.kind === 'text');
  }

  /** Newest first. */
  threads(filter: (thread: Thread) => boolean): Thread[] {
    return [...this.#channels.values()]
      .filter((channel) => channel.kind === 'thread')
      .filter(filter)
      .sort((left, right) => compareIds(right.data.id, left.data.id));
  }

  get all(): APIChannel[] {
    return [...this.#channels.values()].map(({ data }) => data);
  }

  /** @param options.id the id of the message that it starts from; absent: an id of its own */
  addThread(
    parent: TextChannel,
    ownerId: string,
    options: {
      readonly name: string;
      readonly type: ChannelType.PublicThread | ChannelType.PrivateThread;
      readonly autoArchiveMinutes: ThreadAutoArchiveDuration;
      readonly id?: string;
    },
  ): Thread {
    const now = this.#timestamp();
    const thread: Thread = {
      kind: 'thread',
      parentId: parent.data.id,
      joined: new Map([[ownerId, now]]),
      data: {
        id: options.id ?? this.#ids.next(),
        type: options.type,
        guild_id: this.#directory.guildId,
        parent_id: parent.data.id,
        owner_id: ownerId,
        name: options.name,
        last_message_id: null,
        rate_limit_per_user: 0,
        message_count: 0,
        total_message_sent: 0,
        member_count: 1,
        flags: NO_FLAGS,
        thread_metadata: {
          archived: false,
          locked: false,
          auto_archive_duration: options.autoArchiveMinutes,
          archive_timestamp: now,
          create_timestamp: now,
        },
      },
    };
    this.#channels.set(thread.data.id, thread);
    this.#bus.toBot('THREAD_CREATE', { ...this.forBot(thread), newly_created: true });
    this.#bus.toVisitors('THREAD_CREATE', thread.data);
    return thread;
  }

  /** A thread with the bot's own membership, as its API and gateway give it. */
  forBot(channel: TextChannel | Thread): APIChannel {
    if (channel.kind === 'text') return channel.data;
    const joined = channel.joined.get(this.#directory.bot.id);
    if (joined === undefined) return channel.data;
    return { ...channel.data, member: threadMember(channel, this.#directory.bot.id, joined) };
  }

  changeThread(thread: Thread, changes: ThreadChanges): void {
    const before = metadata(thread);
    const archived = changes.archived ?? before.archived;
    const autoArchiveMinutes = changes.autoArchiveMinutes ?? before.auto_archive_duration;
    const isSame = archived === before.archived && autoArchiveMinutes === before.auto_archive_duration;
    thread.data = {
      ...thread.data,
      name: changes.name ?? thread.data.name,
      rate_limit_per_user: changes.slowmodeSeconds ?? thread.data.rate_limit_per_user ?? 0,
      thread_metadata: {
        ...before,
        archived,
        locked: changes.locked ?? before.locked,
        auto_archive_duration: autoArchiveMinutes,
        archive_timestamp: isSame ? before.archive_timestamp : this.#timestamp(),
      },
    };
    this.#announceUpdate(thread);
  }

  changeText(channel: TextChannel, changes: Partial<Pick<APITextChannel, 'name' | 'topic' | 'nsfw'>>): void {
    channel.data = { ...channel.data, ...changes };
    this.#announceUpdate(channel);
  }

  /** Deletes a channel (with its threads) or a thread. */
  delete(channel: TextChannel | Thread): void {
    this.#channels.delete(channel.data.id);
    if (channel.kind === 'thread') {
      const { id, type, guild_id, parent_id } = channel.data;
      this.#bus.toBot('THREAD_DELETE', { id, type, guild_id, parent_id });
      this.#bus.toVisitors('THREAD_DELETE', { id });
      return;
    }
    for (const thread of this.threads(({ parentId }) => parentId === channel.data.id)) {
      this.#channels.delete(thread.data.id);
    }
    this.#bus.toBot('CHANNEL_DELETE', channel.data);
    this.#bus.toVisitors('CHANNEL_DELETE', channel.data);
  }

  join(thread: Thread, userId: string): void {
    if (thread.joined.has(userId)) return;
    const now = this.#timestamp();
    thread.joined.set(userId, now);
    thread.data = { ...thread.data, member_count: Math.min(thread.joined.size, 50) };
    const member = { ...threadMember(thread, userId, now), member: this.#directory.member(userId), presence: null };
    this.#announceMembers(thread, { added_members: [member] });
  }

  leave(thread: Thread, userId: string): void {
    if (!thread.joined.delete(userId)) return;
    thread.data = { ...thread.data, member_count: Math.min(thread.joined.size, 50) };
    this.#announceMembers(thread, { removed_member_ids: [userId] });
  }

  /** Keeps the channel's newest message and a thread's counts. */
  noteMessage(channel: TextChannel | Thread, messageId: string): void {
    if (channel.kind === 'text') {
      channel.data = { ...channel.data, last_message_id: messageId };
      return;
    }
    channel.data = {
      ...channel.data,
      last_message_id: messageId,
      message_count: (channel.data.message_count ?? 0) + 1,
      total_message_sent: (channel.data.total_message_sent ?? 0) + 1,
    };
  }

  /** A deleted message counts no more among those that there are, only among those that were sent. */
  noteDeletion(channel: TextChannel | Thread): void {
    if (channel.kind === 'text') return;
    channel.data = { ...channel.data, message_count: Math.max(0, (channel.data.message_count ?? 0) - 1) };
  }

  #announceUpdate(channel: TextChannel | Thread): void {
    const name = channel.kind === 'thread' ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE';
    this.#bus.toBot(name, channel.data);
    this.#bus.toVisitors(name, channel.data);
  }

  #announceMembers(thread: Thread, change: object): void {
    const { id, guild_id, member_count } = thread.data;
    this.#bus.toBot('THREAD_MEMBERS_UPDATE', { id, guild_id, member_count, ...change });
    this.#bus.toVisitors('THREAD_UPDATE', thread.data);
  }

  #timestamp(): string {
    return timestamp(this.#clock.now());
  }
}
