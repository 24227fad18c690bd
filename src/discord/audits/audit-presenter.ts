import {
  type Client,
  type MessageCreateOptions,
  RESTJSONErrorCodes,
  type SendableChannels,
  SnowflakeUtil,
} from 'discord.js';
import type { App } from '../../app.ts';
import type { AuditPresenter } from '../../audit/audit-service.ts';
import type { AuditEnd, OngoingAudit } from '../../audit/ongoing-audit.ts';
import type { Clock } from '../../core/clock.ts';
import { LIMITS } from '../limits.ts';
import { isCode } from '../requests/discord-codes.ts';
import { onceFor } from '../requests/once.ts';
import { endText, progressText } from './audit-texts.ts';
import { sheetAttachments, sheetCard } from './sheet-card.ts';

/** An audit takes hours: its message changes at most once in so many milliseconds. */
const EVERY = 10_000;

/** What a message can be made with, and changed to. */
type MessageContent = Pick<MessageCreateOptions, 'content' | 'embeds' | 'files'>;

/** Shows audits where they were asked for: one message each, with a bar that moves, and the sheet in the end. */
export function createAuditPresenter(client: Client<true>, { clock, log }: Pick<App, 'clock' | 'log'>): AuditPresenter {
  return async (audit) => {
    const channel = await client.channels.fetch(audit.order.place.channelId);
    if (channel?.isSendable() !== true) return;
    const message = new AuditMessage(audit, channel, clock);
    for (let shown = ''; audit.end === undefined; ) {
      const text = progressText(audit);
      if (text !== shown) {
        // What can't be shown now may be shown the next time, or at its end.
        await message.show({ content: text }).catch((error: unknown) => {
          log.warn({ err: error }, 'the progress of an audit could not be shown');
        });
        shown = text;
      }
      const over = new AbortController();
      await Promise.race([audit.ended, clock.sleep(EVERY, over.signal).catch(() => {})]);
      over.abort();
    }
    await message.show(endMessage(audit, audit.end), true);
  };
}

function endMessage(audit: OngoingAudit, end: AuditEnd): MessageContent {
  const content = endText(audit, end);
  return end.status === 'audited'
    ? { content, embeds: [sheetCard(end)], files: sheetAttachments(end.sheet) }
    : { content };
}

/** The one message of an audit, over restarts too. */
class AuditMessage {
  readonly #audit: OngoingAudit;
  readonly #channel: SendableChannels;
  readonly #clock: Clock;
  #deleted = false;

  constructor(audit: OngoingAudit, channel: SendableChannels, clock: Clock) {
    this.#audit = audit;
    this.#channel = channel;
    this.#clock = clock;
  }

  /** Posts it, or changes it; one that is too old to be changed gives way to a new one. @param last it is posted anew where somebody deleted it */
  async show(message: MessageContent, last = false): Promise<void> {
    const { messageId } = this.#audit;
    if (messageId === null) return this.#post(message);
    const known = !this.#deleted && (await this.#isThere(messageId, message));
    this.#deleted = !known;
    if (this.#deleted && last) await this.#post(message);
  }

  /** @returns false for one that somebody deleted */
  async #isThere(messageId: string, message: MessageContent): Promise<boolean> {
    const { messages } = this.#channel;
    try {
      if (this.#clock.now() - SnowflakeUtil.timestampFrom(messageId) < LIMITS.editedWithin) {
        await messages.edit(messageId, message);
        return true;
      }
      await this.#post(message);
      await messages.delete(messageId);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      return messageId !== this.#audit.messageId;
    }
    return true;
  }

  async #post(message: MessageContent): Promise<void> {
    const { orderedAt, messageId } = this.#audit;
    const once = onceFor(`audit ${this.#channel.id} ${orderedAt} after ${messageId}`);
    const { id } = await this.#channel.send({ ...message, ...once });
    await this.#audit.shownBy(id);
  }
}
