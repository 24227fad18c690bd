import { type APIUser, ReactionType } from 'discord-api-types/v10';
import { refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import type { Channels } from './channels.ts';
import type { Directory } from './directory.ts';
import type { StoredMessage } from './messages.ts';
import { compareIds } from './snowflakes.ts';
import { isArchived } from './thread.ts';

const MOST_KINDS = 20;
const PICTURE = String.raw`\p{Extended_Pictographic}\u{FE0F}?\p{Emoji_Modifier}?`;
const EMOJI = new RegExp(
  [
    String.raw`^\p{Regional_Indicator}{2}$`,
    String.raw`^[0-9#*]\u{FE0F}?\u{20E3}$`,
    String.raw`^${PICTURE}(?:\u{200D}${PICTURE})*[\u{E0020}-\u{E007F}]*$`,
  ].join('|'),
  'u',
);

/** People's and the bot's reactions to messages. Only Unicode's emojis: the guild has none of its own. */
export class Reactions {
  readonly #bus: Bus;
  readonly #directory: Directory;
  readonly #channels: Channels;

  constructor(bus: Bus, directory: Directory, channels: Channels) {
    this.#bus = bus;
    this.#directory = directory;
    this.#channels = channels;
  }

  /**
   * @param type a super reaction (`Burst`) stands on a list of its own; only people can give one
   * @throws Refusal for what is no emoji, the twenty-first kind, an archived thread
   */
  add(stored: StoredMessage, emoji: string, userId: string, type: ReactionType = ReactionType.Normal): void {
    if (!EMOJI.test(emoji)) throw refusals.unknownEmoji();
    this.#requireOpen(stored);
    const users = stored.reactions.get(emoji) ?? new Map<string, ReactionType>();
    if (users.size === 0 && stored.reactions.size >= MOST_KINDS) throw refusals.tooManyReactions();
    if (users.has(userId)) return;
    users.set(userId, type);
    stored.reactions.set(emoji, users);
    this.#announce('MESSAGE_REACTION_ADD', stored, emoji, userId, type);
  }

  remove(stored: StoredMessage, emoji: string, userId: string): void {
    if (!EMOJI.test(emoji)) throw refusals.unknownEmoji();
    this.#requireOpen(stored);
    const users = stored.reactions.get(emoji);
    const type = users?.get(userId);
    if (users === undefined || type === undefined) return;
    users.delete(userId);
    if (users.size === 0) stored.reactions.delete(emoji);
    this.#announce('MESSAGE_REACTION_REMOVE', stored, emoji, userId, type);
  }

  removeAll(stored: StoredMessage): void {
    stored.reactions.clear();
    const { id: message_id, channel_id } = stored.data;
    this.#bus.toBot('MESSAGE_REACTION_REMOVE_ALL', { message_id, channel_id, guild_id: this.#directory.guildId });
    this.#bus.toVisitors('MESSAGE_REACTION_REMOVE_ALL', { message_id, channel_id });
  }

  removeKind(stored: StoredMessage, emoji: string): void {
    const users = stored.reactions.get(emoji);
    if (users === undefined) return;
    stored.reactions.delete(emoji);
    const { id: message_id, channel_id } = stored.data;
    const gone = { message_id, channel_id, emoji: { id: null, name: emoji } };
    this.#bus.toBot('MESSAGE_REACTION_REMOVE_EMOJI', { ...gone, guild_id: this.#directory.guildId });
    for (const user_id of users.keys()) this.#bus.toVisitors('MESSAGE_REACTION_REMOVE', { user_id, ...gone });
  }

  /** Who reacted so, by user id, at most `limit` after the id `after`. */
  users(stored: StoredMessage, emoji: string, wanted: ReactionType, after: string, limit: number): APIUser[] {
    return [...(stored.reactions.get(emoji) ?? [])]
      .flatMap(([id, type]) => (type === wanted ? [id] : []))
      .filter((id) => compareIds(id, after) > 0)
      .sort(compareIds)
      .slice(0, limit)
      .flatMap((id) => this.#directory.findMember(id)?.user ?? []);
  }

  #requireOpen(stored: StoredMessage): void {
    if (isArchived(this.#channels.get(stored.data.channel_id))) throw refusals.threadArchived();
  }

  #announce(
    name: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
    stored: StoredMessage,
    emoji: string,
    userId: string,
    type: ReactionType,
  ): void {
    const { id: message_id, channel_id, author, webhook_id } = stored.data;
    const data = { user_id: userId, channel_id, message_id, emoji: { id: null, name: emoji } };
    const added = name === 'MESSAGE_REACTION_ADD';
    this.#bus.toBot(name, {
      ...data,
      guild_id: this.#directory.guildId,
      type,
      burst: type === ReactionType.Burst,
      ...(added ? { member: this.#directory.findMember(userId), burst_colors: [] } : {}),
      // A webhook is no user.
      ...(added && webhook_id === undefined ? { message_author_id: author.id } : {}),
    });
    this.#bus.toVisitors(name, data);
  }
}
