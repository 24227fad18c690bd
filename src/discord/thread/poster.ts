import {
  type BaseMessageOptions,
  DiscordAPIError,
  type Message,
  MessageFlags,
  MessageType,
  RESTJSONErrorCodes,
  type ThreadChannel,
} from 'discord.js';
import type { Log } from '../../core/log.ts';
import type { Member } from '../../debate/plan.ts';
import type { DeliveryLog, Posted } from './delivery-log.ts';
import type { PersonaWebhooks, Voice } from './persona-webhooks.ts';
import type { WebhookBudget } from './webhook-budget.ts';

/** After a crash, so many of the newest messages are looked through for one that was posted but not noted. */
const LOOK_BACK = 50;

export interface PosterDeps {
  readonly thread: ThreadChannel;
  readonly delivery: DeliveryLog;
  readonly webhooks: PersonaWebhooks;
  readonly budget: WebhookBudget;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Posts into one thread, each key once, also over crashes: an intent is stored before each post, and where it is not known whether a post
 * was made, the thread is searched for it.
 */
export class Poster {
  readonly #deps: PosterDeps;
  /** What stands in the members' messages, by key, so that nothing is edited to what it is already. */
  readonly #content = new Map<string, string>();

  constructor(deps: PosterDeps) {
    this.#deps = deps;
  }

  /** The bot's own message under a key: posted, or edited when it stands there already and `update` is set. @returns its id */
  async asBot(key: string, message: BaseMessageOptions, update = false): Promise<string> {
    const { thread, delivery } = this.#deps;
    const posted = delivery.postedAs(key) ?? (await this.#adopt(key, null));
    if (posted === undefined) return this.#post(key, null, () => thread.send(message));
    if (update) await this.#ignoreGone(() => thread.messages.edit(posted.messageId, message));
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
      if (!isCode(error, RESTJSONErrorCodes.UnknownWebhook, RESTJSONErrorCodes.InvalidWebhookToken)) throw error;
      // Somebody deleted the webhook. Its messages can't be edited any more, so a finished text is posted again as a whole.
      webhooks.forget(member);
      this.#content.delete(key);
      const again = this.#deps.delivery.postedAs(key) === undefined ? key : `${key}/again`;
      return live ? undefined : this.#speak(again, await webhooks.voiceOf(member), content, false);
    }
  }

  /** Deletes a member's message that is not needed any more. */
  async removeMember(key: string, member: Member): Promise<void> {
    const posted = this.#deps.delivery.postedAs(key);
    if (posted === undefined) return;
    const { webhook } = await this.#deps.webhooks.voiceOf(member);
    await this.#ignoreGone(() => webhook.deleteMessage(posted.messageId, this.#deps.thread.id));
  }

  /** Replaces everything that a message shows by one line. */
  async blank(posted: Posted, member: Member | undefined, line: string): Promise<void> {
    const { thread, webhooks, budget, signal } = this.#deps;
    if (posted.webhookId === null || member === undefined) {
      await this.#ignoreGone(() =>
        thread.messages.edit(posted.messageId, { content: line, embeds: [], components: [] }),
      );
      return;
    }
    const { webhook } = await webhooks.voiceOf(member);
    await budget.takeFinal(channelOf(thread), webhook.id, signal);
    await this.#ignoreGone(() => webhook.editMessage(posted.messageId, { content: line, threadId: thread.id }));
  }

  async #speak(key: string, { webhook, username }: Voice, content: string, live: boolean): Promise<string | undefined> {
    const { thread, delivery, budget, signal } = this.#deps;
    const posted = delivery.postedAs(key) ?? (await this.#adopt(key, webhook.id));
    if (posted !== undefined && this.#content.get(key) === content) return posted.messageId;
    if (!live) await budget.takeFinal(channelOf(thread), webhook.id, signal);
    else if (!budget.takeLive(channelOf(thread), webhook.id)) return posted?.messageId;
    this.#content.set(key, content);
    if (posted !== undefined) {
      await this.#ignoreGone(() =>
        this.#unarchived(() => webhook.editMessage(posted.messageId, { content, threadId: thread.id })),
      );
      return posted.messageId;
    }
    return this.#post(key, webhook.id, () =>
      webhook.send({
        content,
        threadId: thread.id,
        flags: MessageFlags.SuppressEmbeds,
        ...(username === undefined ? {} : { username }),
      }),
    );
  }

  async #post(key: string, webhookId: string | null, send: () => Promise<{ readonly id: string }>): Promise<string> {
    const { delivery } = this.#deps;
    await delivery.append({ type: 'post-intended', key });
    const { id } = await send();
    await delivery.append({ type: 'posted', key, messageId: id, webhookId });
    return id;
  }

  /** The message of a post that was begun before a crash, when it was made: the first one of its author that no key has. */
  async #adopt(key: string, webhookId: string | null): Promise<Posted | undefined> {
    const { thread, delivery, log } = this.#deps;
    if (!delivery.isUncertain(key)) return undefined;
    const known = new Set(delivery.posted.map(({ messageId }) => messageId));
    const last = delivery.posted.at(-1)?.messageId ?? '0';
    const recent = await thread.messages.fetch({ limit: LOOK_BACK });
    const found = [...recent.values()]
      .filter((message) => isPost(message, webhookId) && !known.has(message.id) && BigInt(message.id) > BigInt(last))
      .sort((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1))[0];
    if (found === undefined) return undefined;
    log.debug({ key, message: found.id }, 'a post from before the restart was found again');
    const posted: Posted = { type: 'posted', key, messageId: found.id, webhookId };
    await delivery.append(posted);
    return posted;
  }

  /** Writing by edit does not unarchive a thread, as posting does. */
  async #unarchived<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error;
      await this.#deps.thread.setArchived(false, 'a debate goes on in it');
      return work();
    }
  }

  /** A message that somebody deleted stays deleted. */
  async #ignoreGone(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
      this.#deps.log.debug({ err: error }, 'a message is gone');
    }
  }
}

/** The channel whose webhooks speak in the thread: their hidden limit is one a channel. */
function channelOf(thread: ThreadChannel): string {
  return thread.parentId ?? thread.id;
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

export function isCode(error: unknown, ...codes: readonly (string | number)[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(error.code);
}
