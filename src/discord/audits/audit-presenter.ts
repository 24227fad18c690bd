import { type Client, type MessageCreateOptions, RESTJSONErrorCodes, type SendableChannels } from 'discord.js';
import type { App } from '../../app.ts';
import type { AuditPresenter } from '../../audit/audit-service.ts';
import type { AuditEnd, OngoingAudit } from '../../audit/ongoing-audit.ts';
import { isCode } from '../requests/discord-codes.ts';
import { onceFor } from '../requests/once.ts';
import { endText, progressText } from './audit-texts.ts';
import { sheetAttachments, sheetCard } from './sheet-card.ts';

/** An audit takes hours: its message changes at most once in so many milliseconds. */
const EVERY = 10_000;

/** Shows audits where they were asked for: one message each, with a bar that moves, and the sheet in the end. */
export function createAuditPresenter(client: Client<true>, { clock, log }: Pick<App, 'clock' | 'log'>): AuditPresenter {
  return async (audit) => {
    const channel = await client.channels.fetch(audit.order.place.channelId);
    if (channel?.isSendable() !== true) return;
    const message = new AuditMessage(audit, channel);
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

function endMessage(audit: OngoingAudit, end: AuditEnd): MessageCreateOptions {
  const content = endText(audit, end);
  return end.status === 'audited'
    ? { content, embeds: [sheetCard(end)], files: sheetAttachments(end.sheet) }
    : { content };
}

/** The one message of an audit, over restarts too. */
class AuditMessage {
  readonly #audit: OngoingAudit;
  readonly #channel: SendableChannels;
  #deleted = false;

  constructor(audit: OngoingAudit, channel: SendableChannels) {
    this.#audit = audit;
    this.#channel = channel;
  }

  /** Posts it, or changes it. @param last it is posted anew where somebody deleted it */
  async show(message: MessageCreateOptions, last = false): Promise<void> {
    const { messageId, orderedAt, order } = this.#audit;
    if (messageId !== null && !this.#deleted) {
      const { nonce: _, flags: __, ...change } = message;
      try {
        await this.#channel.messages.edit(messageId, change);
        return;
      } catch (error) {
        if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
        this.#deleted = true;
      }
    }
    if (this.#deleted && !last) return;
    const mark = `audit ${order.place.channelId} ${orderedAt}${this.#deleted ? ' anew' : ''}`;
    const { id } = await this.#channel.send({ ...message, ...onceFor(mark) });
    this.#deleted = false;
    await this.#audit.shownBy(id);
  }
}
