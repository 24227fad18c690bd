import { type MessageCreateOptions, RESTJSONErrorCodes, type SendableChannels, SnowflakeUtil } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import { LIMITS } from '../limits.ts';
import { isCode } from '../requests/discord-codes.ts';
import { onceFor } from '../requests/once.ts';
import { inOpenThread } from '../thread/in-open-thread.ts';

/** What a message can be made with, and changed to. */
export type MessageContent = Pick<MessageCreateOptions, 'content' | 'embeds' | 'files'>;

/** What is shown by a message, and remembers which. */
export interface ShownByMessage {
  /** Null before there was one. */
  readonly messageId: string | null;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly orderedAt: number;
  shownBy(messageId: string): Promise<void>;
}

/** The one message of a job, over restarts too. */
export class LiveMessage {
  readonly #shown: ShownByMessage;
  readonly #mark: string;
  readonly #clock: Clock;
  #deleted = false;

  /** @param mark what kind of thing it shows, so that Discord takes it for none of another kind */
  constructor(shown: ShownByMessage, mark: string, clock: Clock) {
    this.#shown = shown;
    this.#mark = mark;
    this.#clock = clock;
  }

  /**
   * Posts it, or changes it; one that is too old to be changed gives way to a new one.
   * @param last it is posted anew where somebody deleted it
   * @throws what Discord refuses
   */
  async show(message: MessageContent, channel: SendableChannels, last = false): Promise<void> {
    const { messageId } = this.#shown;
    if (messageId === null) return this.#post(message, channel);
    const known = !this.#deleted && (await this.#isThere(messageId, message, channel));
    this.#deleted = !known;
    if (this.#deleted && last) await this.#post(message, channel);
  }

  /** @returns false for one that somebody deleted */
  async #isThere(messageId: string, message: MessageContent, channel: SendableChannels): Promise<boolean> {
    const { messages } = channel;
    try {
      if (this.#clock.now() - SnowflakeUtil.timestampFrom(messageId) < LIMITS.editedWithin) {
        const edit = () => messages.edit(messageId, message);
        await (channel.isThread() ? inOpenThread(channel, edit) : edit());
        return true;
      }
      await this.#post(message, channel);
      await messages.delete(messageId);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      return messageId !== this.#shown.messageId;
    }
    return true;
  }

  async #post(message: MessageContent, channel: SendableChannels): Promise<void> {
    const { orderedAt, messageId } = this.#shown;
    const once = onceFor(`${this.#mark} ${channel.id} ${orderedAt} after ${messageId}`);
    const { id } = await channel.send({ ...message, ...once });
    await this.#shown.shownBy(id);
  }
}
