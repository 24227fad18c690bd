import { type APIUser, type APIWebhook, WebhookType } from 'discord-api-types/v10';
import type { Entropy } from '../../core/random.ts';
import { badField, refusals } from '../rest/refusal.ts';
import type { Bus } from './bus.ts';
import type { Directory } from './directory.ts';
import { avatarPath, type FileStore } from './file-store.ts';
import { readDataUri } from './image.ts';
import type { Snowflakes } from './snowflakes.ts';

const MOST_IN_CHANNEL = 15;

export interface Webhook {
  readonly id: string;
  readonly token: string;
  /** Null: made by a person. Such a webhook's messages carry no buttons. */
  readonly applicationId: string | null;
  readonly user: APIUser;
  name: string;
  avatar: string | null;
  channelId: string;
}

/** The channels' webhooks. */
export class Webhooks {
  readonly #webhooks = new Map<string, Webhook>();
  readonly #shared: { bus: Bus; ids: Snowflakes; directory: Directory; files: FileStore; entropy: Entropy };

  constructor(shared: { bus: Bus; ids: Snowflakes; directory: Directory; files: FileStore; entropy: Entropy }) {
    this.#shared = shared;
  }

  /** @throws Refusal when the channel is full, the name bad or the picture none */
  create(channelId: string, name: string, avatar: string | null, applicationId: string | null): Webhook {
    if (this.inChannel(channelId).length >= MOST_IN_CHANNEL) throw refusals.tooManyWebhooks();
    checkName(name);
    const { ids, entropy, directory } = this.#shared;
    const id = ids.next();
    const webhook: Webhook = {
      id,
      token: entropy.hex(34),
      applicationId,
      user: applicationId === null ? directory.owner : directory.bot,
      name: name.trim(),
      avatar: avatar === null ? null : this.#keepAvatar(id, avatar),
      channelId,
    };
    this.#webhooks.set(id, webhook);
    this.#announce(channelId);
    return webhook;
  }

  find(id: string): Webhook | undefined {
    return this.#webhooks.get(id);
  }

  /** @throws Refusal (10015) */
  get(id: string): Webhook {
    const webhook = this.#webhooks.get(id);
    if (webhook === undefined) throw refusals.unknownWebhook();
    return webhook;
  }

  /** @throws Refusal when there is none (10015) or the token is another's (50027) */
  withToken(id: string, token: string): Webhook {
    const webhook = this.get(id);
    if (webhook.token !== token) throw refusals.invalidWebhookToken();
    return webhook;
  }

  inChannel(channelId: string): Webhook[] {
    return this.all.filter((webhook) => webhook.channelId === channelId);
  }

  get all(): Webhook[] {
    return [...this.#webhooks.values()];
  }

  change(
    webhook: Webhook,
    changes: { name?: string | undefined; avatar?: string | null | undefined; channelId?: string | undefined },
  ): void {
    if (changes.name !== undefined) {
      checkName(changes.name);
      webhook.name = changes.name.trim();
    }
    if (changes.avatar !== undefined) {
      if (webhook.avatar !== null) this.#shared.files.delete(avatarPath(webhook.id, webhook.avatar));
      webhook.avatar = changes.avatar === null ? null : this.#keepAvatar(webhook.id, changes.avatar);
    }
    if (changes.channelId !== undefined) webhook.channelId = changes.channelId;
    this.#announce(webhook.channelId);
  }

  /** The pictures stay: messages of the webhook go on showing them. */
  delete(webhook: Webhook): void {
    this.#webhooks.delete(webhook.id);
    this.#announce(webhook.channelId);
  }

  /** @param withUser whether who asks is the bot, not just somebody with the token */
  render(webhook: Webhook, withUser: boolean): APIWebhook {
    return {
      id: webhook.id,
      type: WebhookType.Incoming,
      guild_id: this.#shared.directory.guildId,
      channel_id: webhook.channelId,
      name: webhook.name,
      avatar: webhook.avatar,
      application_id: webhook.applicationId,
      token: webhook.token,
      ...(withUser ? { user: webhook.user } : {}),
    };
  }

  #keepAvatar(id: string, dataUri: string): string {
    const picture = readDataUri(dataUri);
    if (picture === null) {
      throw badField('avatar', 'BINARY_TYPE_INVALID', 'Unsupported image type given: only PNG, JPEG, GIF and WebP.');
    }
    return this.#shared.files.putAvatar(id, picture);
  }

  #announce(channelId: string): void {
    this.#shared.bus.toBot('WEBHOOKS_UPDATE', { guild_id: this.#shared.directory.guildId, channel_id: channelId });
  }
}

/** @throws Refusal (50035) for a name that Discord gives to no webhook. @param path the field it came in */
export function checkName(name: string, path = 'name'): void {
  const length = [...name.trim()].length;
  if (length < 1 || length > 80) throw badField(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 80 in length.');
  const reserved = ['clyde', 'discord'].find((word) => name.toLowerCase().includes(word));
  if (reserved !== undefined) {
    throw badField(path, 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${reserved}"`);
  }
}
