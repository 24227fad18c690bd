import {
  type APIWebhook,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelWebhookJSONBody,
  Routes,
  type TextChannel,
  type Webhook,
  WebhookClient,
  type WebhookType,
} from 'discord.js';
import type { Member } from '../../debate/plan.ts';
import { unrepeated } from '../requests/unrepeated.ts';
import { WebhooksFullError } from '../webhooks-full-error.ts';

/** A webhook with the name to speak under; the name differs from the webhook's own where a webhook had to be shared. */
export interface Voice {
  readonly webhook: WebhookClient;
  readonly username: string | undefined;
}

type OwnWebhook = Webhook<WebhookType.Incoming>;

/**
 * The members' webhooks in one channel: one for each persona, made with its picture as the webhook's own avatar (Discord fetches avatar
 * addresses itself, so a local file could not be one). They stay for later debates.
 */
export class PersonaWebhooks {
  readonly #channel: TextChannel;
  readonly #applicationId: string;
  readonly #picture: (member: Member) => Promise<Buffer> | undefined;
  readonly #voices = new Map<string, Promise<Voice>>();

  /** @param picture a member's picture as PNG; undefined for none */
  constructor(channel: TextChannel, applicationId: string, picture: (member: Member) => Promise<Buffer> | undefined) {
    this.#channel = channel;
    this.#applicationId = applicationId;
    this.#picture = picture;
  }

  /** @throws WebhooksFullError when the channel has no room and none of ours */
  voiceOf(member: Member): Promise<Voice> {
    const known = this.#voices.get(member.name);
    if (known !== undefined) return known;
    const voice = this.#findOrCreate(member);
    this.#voices.set(member.name, voice);
    voice.catch(() => this.#voices.delete(member.name));
    return voice;
  }

  /** Forgets a webhook that is gone, so that the next call makes a new one. */
  forget(member: Member): void {
    this.#voices.delete(member.name);
  }

  async #findOrCreate(member: Member): Promise<Voice> {
    const own = [...(await this.#channel.fetchWebhooks()).values()].filter(
      (webhook): webhook is OwnWebhook => webhook.applicationId === this.#applicationId && webhook.isIncoming(),
    );
    const found = own.find(({ name }) => name === member.name);
    if (found !== undefined) return this.#voice(found, undefined);
    try {
      const picture = await this.#picture(member);
      const body: RESTPostAPIChannelWebhookJSONBody = {
        name: member.name,
        avatar: picture === undefined ? null : `data:image/png;base64,${picture.toString('base64')}`,
      };
      const reason = `${member.name} speaks in debates`;
      // Discord answers with the webhook that it made, its token included.
      const created = (await unrepeated(this.#channel.client).post(Routes.channelWebhooks(this.#channel.id), {
        body,
        reason,
      })) as APIWebhook & { readonly token: string };
      return this.#voice(created, undefined);
    } catch (error) {
      const full = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.MaximumNumberOfWebhooksReached;
      if (!full) throw error;
      const shared = own[0];
      if (shared === undefined) throw new WebhooksFullError(this.#channel.name);
      return this.#voice(shared, member.name);
    }
  }

  #voice({ id, token }: { readonly id: string; readonly token: string }, username: string | undefined): Voice {
    const { api, version } = this.#channel.client.options.rest ?? {};
    // No retries: a post whose answer was lost may have been made. The poster looks for it before it posts again.
    const rest = { retries: 0, ...(api === undefined ? {} : { api }), ...(version === undefined ? {} : { version }) };
    const webhook = new WebhookClient({ id, token }, { allowedMentions: { parse: [] }, rest });
    return { webhook, username };
  }
}

/** Posts under a voice into a thread; nothing in the text pings, no link unfolds into a picture. */
export function sendAs(
  { webhook, username }: Voice,
  threadId: string,
  content: string,
): Promise<{ readonly id: string }> {
  return webhook.send({
    content,
    threadId,
    flags: MessageFlags.SuppressEmbeds,
    ...(username === undefined ? {} : { username }),
  });
}
