import {
  type Message,
  type MessageCreateOptions,
  type MessageEditOptions,
  MessageType,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type ThreadChannel,
} from 'discord.js';
import type { Log } from '../../core/log.ts';
import type { Member } from '../../debate/plan.ts';
import { LIMITS } from '../limits.ts';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { isCode, WEBHOOK_GONE } from '../requests/discord-codes.ts';
import { onceFor } from '../requests/once.ts';
import type { DeliveryLog, Posted } from './delivery-log.ts';
import { inOpenThread, requireUnlocked } from './in-open-thread.ts';
import { type PersonaWebhooks, sendAs, type Voice } from './persona-webhooks.ts';
import type { WebhookBudget } from './webhook-budget.ts';

/** What the bot posts, and can change its posts to. */
export type BotMessage = MessageCreateOptions & Pick<MessageEditOptions, 'flags' | 'attachments'>;

export interface PosterDeps {
  readonly thread: ThreadChannel;
  readonly delivery: DeliveryLog;
  readonly webhooks: PersonaWebhooks;
  readonly budget: WebhookBudget;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Posts into one thread, each key once, also over crashes and lost answers: an intent is stored before each post, and where it is not
 * known whether a post was made, the thread is searched for it.
 */
export class Poster {
  readonly #deps: PosterDeps;
  /** What stands in the members' messages, by key, so that nothing is edited to what it is already. */
  readonly #content = new Map<string, string>();

  constructor(deps: PosterDeps) {
    this.#deps = deps;
  }

  /** The bot's own message under a key: posted, or edited when it stands there already and `update` is set. @returns its id */
  async asBot(key: string, message: BotMessage, update = false): Promise<string> {
    const { thread, delivery } = this.#deps;
    const posted = delivery.postedAs(key) ?? (await this.#adopt(key, null));
    if (posted === undefined) {
      return this.#post(key, null, () => thread.send({ ...message, ...onceFor(`${thread.id} ${key}`) }));
    }
    if (update) await this.#change(posted, () => thread.messages.edit(posted.messageId, message));
    return posted.messageId;
  }

  /**
   * A member's message under a key, posted or edited. Words in flight (`live`) are left out when the budget has no room for them.
   * @returns its id; undefined when nothing was posted yet
   */
  async asMember(key: string, member: Member, content: string, live: boolean): Promise<string | undefined> {
    const { webhooks } = this.#deps;
    try {
      return await this.#speak(key, await webhooks.voiceOf(member), content, live);
    } catch (error) {
      // A webhook that was moved to another channel does not know the thread; where the thread is gone, the second time says so too.
      if (!isCode(error, ...WEBHOOK_GONE, RESTJSONErrorCodes.UnknownChannel)) throw error;
      webhooks.forget(member);
      return this.#speak(key, await webhooks.voiceOf(member), content, live);
    }
  }

  /**
   * Deletes a message that is not needed any more; its key may be used again.
   * @returns false when somebody else had deleted it: then its key stays empty
   */
  async remove(key: string): Promise<boolean> {
    const { thread, delivery } = this.#deps;
    const posted = delivery.postedAs(key);
    if (posted === undefined) return true;
    if (!(await this.#change(posted, () => thread.messages.delete(posted.messageId)))) return false;
    await delivery.append({ type: 'removed', key });
    this.#content.delete(key);
    return true;
  }

  /** Replaces everything that a message shows by one line; a member's message whose webhook is gone is deleted. */
  async blank(posted: Posted, member: Member | undefined, line: string): Promise<void> {
    const { thread, webhooks } = this.#deps;
    if (posted.webhookId === null || member === undefined) {
      const nothing = { content: line, embeds: [], components: [], attachments: [] };
      await this.#change(posted, () => thread.messages.edit(posted.messageId, nothing));
      return;
    }
    try {
      const voice = await webhooks.voiceOf(member);
      if (voice.webhook.id !== posted.webhookId) await this.remove(posted.key);
      else await this.#speak(posted.key, voice, line, false);
    } catch (error) {
      if (!isCode(error, ...WEBHOOK_GONE)) throw error;
      webhooks.forget(member);
      await this.remove(posted.key);
    }
  }

  async renameThread(name: string): Promise<void> {
    const { thread } = this.#deps;
    await inOpenThread(thread, () => thread.setName(name));
  }

  /** Deletes the line in the channel by which Discord said that there is a thread: it holds the name that the thread had then. */
  async removeAnnouncement(): Promise<void> {
    const { thread } = this.#deps;
    if (thread.parent?.isTextBased() !== true) return;
    const near = await thread.parent.messages.fetch({ around: thread.id, limit: LIMITS.messagesPage, cache: false });
    const line = near.find(
      ({ type, reference }) => type === MessageType.ThreadCreated && reference?.channelId === thread.id,
    );
    try {
      await line?.delete();
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
    }
  }

  async #speak(key: string, voice: Voice, content: string, live: boolean): Promise<string | undefined> {
    const { thread, delivery, budget, signal } = this.#deps;
    const { webhook } = voice;
    let posted = delivery.postedAs(key) ?? (await this.#adopt(key, webhook.id));
    if (posted !== undefined && (delivery.isLost(key) || this.#content.get(key) === content)) return posted.messageId;
    const channel = channelOf(thread);
    const place = live ? budget.takeLive(channel, webhook.id) : await budget.takeFinal(channel, webhook.id, signal);
    if (place === undefined) return posted?.messageId;
    try {
      if (posted !== undefined && posted.webhookId !== webhook.id) {
        // Its webhook was deleted, and only that one could have edited it.
        if (!(await this.remove(key))) return posted.messageId;
        posted = undefined;
      }
      const id =
        posted === undefined
          ? await this.#post(key, webhook.id, () => sendAs(voice, thread.id, content))
          : await this.#edit(posted, voice, content);
      this.#content.set(key, content);
      return id;
    } finally {
      place.done();
    }
  }

  async #edit(posted: Posted, { webhook }: Voice, content: string): Promise<string> {
    const { messageId } = posted;
    await this.#change(posted, () => webhook.editMessage(messageId, { content, threadId: this.#deps.thread.id }));
    return messageId;
  }

  async #post(key: string, webhookId: string | null, send: () => Promise<{ readonly id: string }>): Promise<string> {
    const { delivery, thread } = this.#deps;
    requireUnlocked(thread);
    if (!delivery.isUncertain(key)) await delivery.append({ type: 'post-intended', key });
    const { id } = await send();
    await delivery.append({ type: 'posted', key, messageId: id, webhookId });
    return id;
  }

  /** The message of a post that was begun and not noted, when it was made: the first one of its author that no key has. */
  async #adopt(key: string, webhookId: string | null): Promise<Posted | undefined> {
    const { thread, delivery, log } = this.#deps;
    if (!delivery.isUncertain(key)) return undefined;
    requireHistory(thread);
    // After a crash, one page of what came after the last message noted is looked through.
    const recent = await thread.messages.fetch({
      limit: LIMITS.messagesPage,
      after: delivery.newest ?? '0',
      cache: false,
    });
    const found = [...recent.values()]
      .filter((message) => isPost(message, webhookId) && !delivery.isKnown(message.id))
      .sort((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1))[0];
    if (found === undefined) return undefined;
    log.debug({ key, message: found.id }, 'a post that was not noted was found again');
    const posted: Posted = { type: 'posted', key, messageId: found.id, webhookId };
    await delivery.append(posted);
    return posted;
  }

  /** A change of something posted. @returns false for a message that somebody else deleted: it stays deleted */
  async #change({ key }: Posted, work: () => Promise<unknown>): Promise<boolean> {
    const { thread, delivery, log } = this.#deps;
    if (delivery.isLost(key)) return false;
    try {
      await inOpenThread(thread, work);
      return true;
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      log.debug({ err: error, key }, 'somebody deleted a message');
      await delivery.append({ type: 'lost', key });
      return false;
    }
  }
}

/** The channel whose webhooks speak in the thread: their hidden limit is one a channel. */
function channelOf(thread: ThreadChannel): string {
  return thread.parentId ?? thread.id;
}

/** Without this permission Discord does not refuse but lists nothing, and what was posted would be posted again. */
function requireHistory(thread: ThreadChannel): void {
  if (thread.permissionsFor(thread.client.user)?.has(PermissionFlagsBits.ReadMessageHistory) === false)
    throw new PermissionMissingError(['Read Message History'], thread.parent?.name ?? thread.name);
}

function isPost(message: Message, webhookId: string | null): boolean {
  if (webhookId !== null) return message.webhookId === webhookId;
  const ordinary = message.type === MessageType.Default || message.type === MessageType.Reply;
  return (
    ordinary &&
    message.webhookId === null &&
    message.interactionMetadata === null &&
    message.author.id === message.client.user.id
  );
}
