import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from 'discord-api-spec/zod';
import { type APIMessage, MessageFlags, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { z } from 'zod';
import type { MessageBody, UploadedFile } from '../../world/message-body.ts';
import type { StoredMessage } from '../../world/messages.ts';
import { compareIds } from '../../world/snowflakes.ts';
import { isArchived, isLocked, type TextChannel, type Thread } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent, queryNumber } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { checkMessageLimits, checkNotEmpty } from '../message-limits.ts';
import { readBody } from '../read-body.ts';
import { badField, refusals } from '../refusal.ts';
import { viewForBot } from '../view-for-bot.ts';

const CREATE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** The bot's own messages and what it reads. @param intents those that the bot has identified with */
export function addMessageRoutes(api: Api, world: World, intents: () => number): void {
  const { channels, messages, directory } = world;
  const botId = directory.bot.id;
  const view = (stored: StoredMessage): APIMessage => viewForBot(messages.render(stored, botId), botId, intents());
  const requireReading = (): void => directory.requireBot(Permission.ReadMessageHistory);

  api.get('/channels/:channel/messages', (context) => {
    const channel = channels.get(context.req.param('channel'));
    directory.requireBot(0n);
    const limit = queryNumber(context, 'limit', 1, 100, 50);
    const { before, after, around } = context.req.query();
    // Who may not read the history is told nothing of that.
    const all = directory.mayBot(Permission.ReadMessageHistory) ? messages.list(channel.data.id, botId) : [];
    return context.json(page(all, { before, after, around }, limit).map(view));
  });

  api.post('/channels/:channel/messages', async (context) => {
    const channel = channels.get(context.req.param('channel'));
    const { json, files } = await readBody(context);
    const body = checkBody(MessageCreateRequestSchema, json);
    checkMessageLimits(body);
    checkNotEmpty(body, files.length);
    requireSending(world, channel, body, files);
    const repeated =
      body.enforce_nonce === true ? withNonce(messages.list(channel.data.id, botId), body.nonce) : undefined;
    if (repeated !== undefined) return context.json(messages.render(repeated, botId));
    const stored = messages.create({
      channelId: channel.data.id,
      sender: { author: directory.bot, mayPingEveryone: directory.mayBotPingEveryone },
      body: { ...body, flags: (body.flags ?? 0) & CREATE_FLAGS },
      files,
    });
    return context.json(messages.render(stored, botId));
  });

  api.post('/channels/:channel/messages/bulk-delete', async (context) => {
    const channel = channels.get(context.req.param('channel'));
    directory.requireBot(Permission.ManageMessages);
    const ids = checkBody(
      z.object({ messages: z.array(z.string()).min(2).max(100) }),
      (await readBody(context)).json,
    ).messages;
    const found = ids
      .flatMap((id) => messages.find(channel.data.id, id) ?? [])
      .filter(({ onlyFor }) => onlyFor === null);
    for (const stored of found) messages.delete(stored, true);
    if (found.length > 0) {
      const gone = { ids: found.map(({ data }) => data.id), channel_id: channel.data.id, guild_id: directory.guildId };
      world.bus.toBot('MESSAGE_DELETE_BULK', gone);
    }
    return noContent();
  });

  api.get('/channels/:channel/messages/pins', (context) => {
    const channel = channels.get(context.req.param('channel'));
    requireReading();
    const pinned = messages.list(channel.data.id, botId).filter(({ data }) => data.pinned);
    const items = pinned.map((stored) => ({ pinned_at: stored.data.timestamp, message: view(stored) }));
    return context.json({ items, has_more: false });
  });
  api.get('/channels/:channel/pins', (context) => {
    const channel = channels.get(context.req.param('channel'));
    requireReading();
    return context.json(
      messages
        .list(channel.data.id, botId)
        .filter(({ data }) => data.pinned)
        .map(view),
    );
  });
  for (const route of ['/channels/:channel/messages/pins/:message', '/channels/:channel/pins/:message'] as const) {
    for (const [method, pinned] of [
      ['PUT', true],
      ['DELETE', false],
    ] as const) {
      api.on(method, route, (context) => {
        const stored = messages.get(context.req.param('channel'), context.req.param('message'), botId);
        directory.requireBot(Permission.ManageMessages);
        if (isArchived(channels.get(stored.data.channel_id))) throw refusals.threadArchived();
        if (stored.data.pinned !== pinned) setPinned(world, stored, pinned);
        return noContent();
      });
    }
  }

  api.get('/channels/:channel/messages/:message', (context) => {
    const channel = channels.get(context.req.param('channel'));
    requireReading();
    return context.json(view(messages.get(channel.data.id, context.req.param('message'), botId)));
  });

  api.patch('/channels/:channel/messages/:message', async (context) => {
    const channel = channels.get(context.req.param('channel'));
    const stored = messages.get(channel.data.id, context.req.param('message'), botId);
    const { json, files } = await readBody(context);
    const body = checkBody(MessageEditRequestPartialSchema, json);
    directory.requireBot(0n);
    if (stored.data.author.id !== botId) throw refusals.notYours();
    if (isArchived(channel)) throw refusals.threadArchived();
    editChecked(world, stored, body, files);
    return context.json(messages.render(stored, botId));
  });

  api.delete('/channels/:channel/messages/:message', (context) => {
    const channel = channels.get(context.req.param('channel'));
    const stored = messages.get(channel.data.id, context.req.param('message'), botId);
    directory.requireBot(stored.data.author.id === botId ? 0n : Permission.ManageMessages);
    if (isLocked(channel) && isArchived(channel) && !directory.mayBot(Permission.ManageThreads))
      throw refusals.threadArchived();
    messages.delete(stored);
    return noContent();
  });

  api.post('/channels/:channel/typing', (context) => {
    const channel = channels.get(context.req.param('channel'));
    directory.requireBot(sendingPermission(channel));
    world.bus.toVisitors('TYPING_START', { channel_id: channel.data.id, user_id: botId });
    return noContent();
  });
}

/** Discord looks back a few minutes; so many messages stand for that. */
const NONCE_LOOK_BACK = 25;

function withNonce(newestFirst: readonly StoredMessage[], nonce: unknown): StoredMessage | undefined {
  return newestFirst.slice(0, NONCE_LOOK_BACK).find(({ data }) => nonce != null && data.nonce === nonce);
}

/** Edits a message after Discord's checks of what it would become. @throws Refusal */
export function editChecked(
  world: World,
  stored: StoredMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
): void {
  const old = stored.data;
  const flags = body.flags ?? old.flags ?? 0;
  checkMessageLimits({ ...body, flags });
  const keptFiles = body.attachments == null ? old.attachments.length : body.attachments.length;
  checkNotEmpty(
    {
      content: body.content === undefined ? old.content : body.content,
      embeds: body.embeds === undefined ? old.embeds : body.embeds,
      components: body.components === undefined ? old.components : body.components,
    },
    keptFiles + files.length,
  );
  world.interactions.edit(stored, body, files);
}

function requireSending(
  world: World,
  channel: TextChannel | Thread,
  body: MessageBody,
  files: readonly UploadedFile[],
): void {
  const { directory } = world;
  directory.requireBot(sendingPermission(channel));
  if ((body.embeds ?? []).length > 0) directory.requireBot(Permission.EmbedLinks);
  if (files.length > 0) directory.requireBot(Permission.AttachFiles);
  if (isLocked(channel)) {
    if (isArchived(channel)) throw refusals.threadArchived();
    directory.requireBot(Permission.ManageThreads);
  }
}

function sendingPermission(channel: TextChannel | Thread): bigint {
  return channel.kind === 'thread' ? Permission.SendMessagesInThreads : Permission.SendMessages;
}

function setPinned(world: World, stored: StoredMessage, pinned: boolean): void {
  world.messages.patch(stored, { pinned });
  const { channel_id, timestamp } = stored.data;
  world.bus.toBot('CHANNEL_PINS_UPDATE', {
    guild_id: world.directory.guildId,
    channel_id,
    last_pin_timestamp: pinned ? timestamp : null,
  });
}

/** A page of a list that is newest first. @throws Refusal when an id is none */
export function page(
  newestFirst: readonly StoredMessage[],
  where: { before?: string | undefined; after?: string | undefined; around?: string | undefined },
  limit: number,
): StoredMessage[] {
  const { before, after, around } = where;
  for (const [name, id] of Object.entries(where)) {
    if (id !== undefined && !/^\d{1,20}$/.test(id))
      throw badField(name, 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  }
  if (around !== undefined) {
    const at = newestFirst.findIndex(({ data }) => compareIds(data.id, around) <= 0);
    const start = Math.max(0, (at === -1 ? newestFirst.length : at) - Math.floor(limit / 2));
    return newestFirst.slice(start, start + limit);
  }
  // After an id come the oldest of the newer ones, still newest first.
  if (after !== undefined) return newestFirst.filter(({ data }) => compareIds(data.id, after) > 0).slice(-limit);
  if (before !== undefined) return newestFirst.filter(({ data }) => compareIds(data.id, before) < 0).slice(0, limit);
  return newestFirst.slice(0, limit);
}
