import { IncomingWebhookRequestPartialSchema, IncomingWebhookUpdateRequestPartialSchema } from 'discord-api-spec/zod';
import { type APIUser, MessageFlags, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Context } from 'hono';
import { z } from 'zod';
import { allComponents } from '../../world/message-parts.ts';
import type { StoredMessage } from '../../world/messages.ts';
import { NO_FLAGS } from '../../world/no-flags.ts';
import { isArchived, isLocked } from '../../world/thread.ts';
import { checkName, type Webhook } from '../../world/webhooks.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { checkAvatarAddress, checkMessageLimits, checkNotEmpty } from '../message-limits.ts';
import { readBody } from '../read-body.ts';
import { badField, refusals } from '../refusal.ts';
import { editChecked } from './message-routes.ts';

const createSchema = z.object({ name: z.string(), avatar: z.string().nullish() });
const changeSchema = z.object({
  name: z.string().nullish(),
  avatar: z.string().nullable().optional(),
  channel_id: z.string().nullish(),
});

/** Webhooks as such, and the messages they post. Those of interactions have the same paths: see interaction-routes.ts. */
export function addWebhookRoutes(api: Api, world: World): void {
  const { channels, webhooks, directory } = world;

  api.post('/channels/:channel/webhooks', async (context) => {
    const channel = channels.text(context.req.param('channel'));
    const { name, avatar } = checkBody(createSchema, (await readBody(context)).json);
    directory.requireBot(Permission.ManageWebhooks);
    const webhook = webhooks.create(channel.data.id, name, avatar ?? null, directory.applicationId);
    return context.json(webhooks.render(webhook, true));
  });
  api.get('/channels/:channel/webhooks', (context) => {
    const channel = channels.text(context.req.param('channel'));
    directory.requireBot(Permission.ManageWebhooks);
    return context.json(webhooks.inChannel(channel.data.id).map((webhook) => webhooks.render(webhook, true)));
  });
  api.get('/guilds/:guild/webhooks', (context) => {
    if (context.req.param('guild') !== directory.guildId) throw refusals.unknownGuild();
    directory.requireBot(Permission.ManageWebhooks);
    return context.json(webhooks.all.map((webhook) => webhooks.render(webhook, true)));
  });

  for (const [base, byToken] of [
    ['/webhooks/:webhook', false],
    ['/webhooks/:webhook/:token', true],
  ] as const) {
    const find = (context: Context): Webhook => {
      if (byToken) return withToken(world, context);
      const webhook = webhooks.get(context.req.param('webhook') ?? '');
      directory.requireBot(Permission.ManageWebhooks);
      return webhook;
    };
    api.get(base, (context) => context.json(webhooks.render(find(context), !byToken)));
    api.patch(base, async (context) => {
      const webhook = find(context);
      const { name, avatar, channel_id } = checkBody(changeSchema, (await readBody(context)).json);
      const channelId = byToken || channel_id == null ? undefined : channels.text(channel_id).data.id;
      webhooks.change(webhook, { name: name ?? undefined, avatar, channelId });
      return context.json(webhooks.render(webhook, !byToken));
    });
    api.delete(base, (context) => {
      webhooks.delete(find(context));
      return noContent();
    });
  }

  api.post('/webhooks/:webhook/:token', async (context) => {
    const stored = await execute(world, context);
    if (context.req.query('wait') !== 'true') return noContent();
    return context.json(world.messages.render(stored, directory.bot.id));
  });
  api.get('/webhooks/:webhook/:token/messages/:message', (context) =>
    context.json(world.messages.render(ownMessage(world, context), directory.bot.id)),
  );
  api.patch('/webhooks/:webhook/:token/messages/:message', async (context) => {
    const webhook = withToken(world, context);
    const stored = ownMessage(world, context);
    const { json, files } = await readBody(context);
    const body = checkBody(IncomingWebhookUpdateRequestPartialSchema, json);
    requireNoButtons(webhook, body.components);
    if (isArchived(channels.get(stored.data.channel_id))) throw refusals.threadArchived();
    editChecked(world, stored, body, files);
    return context.json(world.messages.render(stored, directory.bot.id));
  });
  api.delete('/webhooks/:webhook/:token/messages/:message', (context) => {
    world.messages.delete(ownMessage(world, context));
    return noContent();
  });
}

async function execute(world: World, context: Context): Promise<StoredMessage> {
  const webhook = withToken(world, context);
  const { json, files } = await readBody(context);
  const body = checkBody(IncomingWebhookRequestPartialSchema, json);
  checkMessageLimits(body);
  checkNotEmpty(body, files.length);
  checkAvatarAddress(body);
  if (body.username != null) checkName(body.username, 'username');
  // Threads by webhook are for forums only.
  if (body.thread_name != null)
    throw badField('thread_name', 'BASE_TYPE_INVALID', 'Webhooks can only create threads in forum channels');
  requireNoButtons(webhook, body.components);
  const channelId = targetChannel(world, webhook, context);
  const allowedFlags = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;
  return world.messages.create({
    channelId,
    sender: {
      author: authorOf(webhook, body.username ?? null, body.avatar_url != null),
      webhookId: webhook.id,
      ...(webhook.applicationId === null ? {} : { applicationId: webhook.applicationId }),
      mayPingEveryone: true,
    },
    body: { ...body, flags: (body.flags ?? 0) & allowedFlags },
    files,
  });
}

function targetChannel(world: World, webhook: Webhook, context: Context): string {
  const threadId = context.req.query('thread_id');
  if (threadId === undefined) return webhook.channelId;
  const thread = world.channels.thread(threadId);
  if (thread.parentId !== webhook.channelId) throw refusals.unknownChannel();
  if (isArchived(thread) && isLocked(thread)) throw refusals.threadArchived();
  return threadId;
}

/** A foreign picture is not fetched: the page would leave this computer for it. */
function authorOf(webhook: Webhook, username: string | null, hasForeignPicture: boolean): APIUser {
  return {
    id: webhook.id,
    username: username ?? webhook.name,
    avatar: hasForeignPicture ? null : webhook.avatar,
    discriminator: '0000',
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    bot: true,
    global_name: null,
  };
}

function requireNoButtons(webhook: Webhook, components: unknown): void {
  if (webhook.applicationId !== null) return;
  const isInteractive = allComponents(components).some(({ custom_id }) => custom_id != null);
  if (isInteractive) {
    throw badField(
      'components',
      'WEBHOOK_COMPONENTS_NOT_ALLOWED',
      'Only webhooks of an application may send interactive components.',
    );
  }
}

function ownMessage(world: World, context: Context): StoredMessage {
  const webhook = withToken(world, context);
  const channelId = context.req.query('thread_id') ?? webhook.channelId;
  const stored = world.messages.find(channelId, context.req.param('message') ?? '');
  if (stored === undefined || stored.data.webhook_id !== webhook.id) throw refusals.unknownMessage();
  return stored;
}

function withToken(world: World, context: Context): Webhook {
  return world.webhooks.withToken(context.req.param('webhook') ?? '', context.req.param('token') ?? '');
}
