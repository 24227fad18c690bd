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
import { isPassing, type Patience, patiently } from '../requests/patiently.ts';
import { endText, progressText } from './message-texts.ts';
import { sheetAttachments, sheetCard } from './sheet-card.ts';

/** An audit takes hours: its message changes at most once in so many milliseconds. */
const EVERY = 10_000;

/** What a message can be made with, and changed to. */
type MessageContent = Pick<MessageCreateOptions, 'content' | 'embeds' | 'files'>;

/** The last message is tried until the process ends, and again at the next start. Permissions that were taken away can be given back. */
const UNTIL_SHOWN: Patience = {
  attempts: Number.POSITIVE_INFINITY,
  longestWait: 600_000,
  mayPass: (error) =>
    isPassing(error) || isCode(error, RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess),
};

/** Shows audits where they were asked for: one message each, with a bar that moves, and the sheet in the end. */
export function createAuditPresenter(client: Client<true>, deps: Pick<App, 'clock' | 'log'>): AuditPresenter {
  return async (audit, signal) => {
    const message = new AuditMessage(audit, client, deps.clock);
    await showProgress(audit, message, deps);
    const last = endMessage(audit, await audit.ended);
    try {
      await patiently(() => message.show(last, true), deps, signal, UNTIL_SHOWN);
    } catch (error) {
      if (!isPlaceGone(error)) throw error;
      deps.log.warn({ err: error, end: last.content }, 'the end of an audit can be shown nowhere: its channel is gone');
    }
    await audit.settle();
  };
}

/** Until the audit ends, or its channel is gone. */
async function showProgress(
  audit: OngoingAudit,
  message: AuditMessage,
  { clock, log }: Pick<App, 'clock' | 'log'>,
): Promise<void> {
  for (let shown = ''; audit.end === undefined; ) {
    const text = progressText(audit);
    try {
      if (text !== shown) await message.show({ content: text });
    } catch (error) {
      if (isPlaceGone(error)) return;
      // What can't be shown now may be shown the next time, or at its end.
      log.warn({ err: error }, 'the progress of an audit could not be shown');
    }
    shown = text;
    const over = new AbortController();
    await Promise.race([audit.ended, clock.sleep(EVERY, over.signal).catch(() => {})]);
    over.abort();
  }
}

/** No message was or will be where the audit was asked for. */
class PlaceGone extends Error {}

function isPlaceGone(error: unknown): boolean {
  return error instanceof PlaceGone || isCode(error, RESTJSONErrorCodes.UnknownChannel);
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
  readonly #client: Client<true>;
  readonly #clock: Clock;
  #deleted = false;

  constructor(audit: OngoingAudit, client: Client<true>, clock: Clock) {
    this.#audit = audit;
    this.#client = client;
    this.#clock = clock;
  }

  /**
   * Posts it, or changes it; one that is too old to be changed gives way to a new one.
   * @param last it is posted anew where somebody deleted it
   * @throws PlaceGone, and what Discord refuses
   */
  async show(message: MessageContent, last = false): Promise<void> {
    const channel = await this.#client.channels.fetch(this.#audit.order.place.channelId);
    if (channel?.isSendable() !== true) throw new PlaceGone();
    const { messageId } = this.#audit;
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
        await messages.edit(messageId, message);
        return true;
      }
      await this.#post(message, channel);
      await messages.delete(messageId);
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      return messageId !== this.#audit.messageId;
    }
    return true;
  }

  async #post(message: MessageContent, channel: SendableChannels): Promise<void> {
    const { orderedAt, messageId } = this.#audit;
    const once = onceFor(`audit ${channel.id} ${orderedAt} after ${messageId}`);
    const { id } = await channel.send({ ...message, ...once });
    await this.#audit.shownBy(id);
  }
}
