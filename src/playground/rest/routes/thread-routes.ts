import {
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from 'discord-api-spec/zod';
import {
  ChannelType,
  GatewayIntentBits as Intent,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import type { Context } from 'hono';
import { compareIds } from '../../world/snowflakes.ts';
import { isArchived, metadata, type TextChannel, type Thread, threadMember } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent, queryNumber } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { readBody } from '../read-body.ts';
import { badField, refusals } from '../refusal.ts';

const DAY_MINUTES = 1440;

/** Threads: begun with and without a message, listed, joined. @param intents those that the bot has identified with */
export function addThreadRoutes(api: Api, world: World, intents: () => number): void {
  const { channels, messages, directory } = world;
  const botId = directory.bot.id;

  api.post('/channels/:channel/messages/:message/threads', async (context) => {
    const parent = channels.text(context.req.param('channel'));
    const stored = messages.get(parent.data.id, context.req.param('message'), botId);
    const body = checkBody(CreateTextThreadWithMessageRequestSchema, (await readBody(context)).json);
    checkThreadName(body.name);
    directory.requireBot(Permission.CreatePublicThreads | Permission.ReadMessageHistory);
    if (channels.has(stored.data.id)) throw refusals.hasThread();
    const thread = channels.addThread(parent, botId, {
      id: stored.data.id,
      name: body.name.trim(),
      type: ChannelType.PublicThread,
      autoArchiveMinutes: body.auto_archive_duration ?? DAY_MINUTES,
    });
    messages.patch(stored, { flags: (stored.data.flags ?? 0) | MessageFlags.HasThread });
    announce(world, thread.data.id, MessageType.ThreadStarterMessage, '', parent.data.id, stored.data.id);
    return context.json(channels.forBot(thread), 201);
  });

  api.post('/channels/:channel/threads', async (context) => {
    const parent = channels.text(context.req.param('channel'));
    const body = checkBody(CreateTextThreadWithoutMessageRequestSchema, (await readBody(context)).json);
    checkThreadName(body.name);
    // Discord's default is the private thread, which surprises people who leave it out.
    const type = body.type === 11 ? ChannelType.PublicThread : ChannelType.PrivateThread;
    if (body.type === 10) throw refusals.wrongChannelType();
    directory.requireBot(
      type === ChannelType.PublicThread ? Permission.CreatePublicThreads : Permission.CreatePrivateThreads,
    );
    const autoArchiveMinutes = body.auto_archive_duration ?? DAY_MINUTES;
    const thread = channels.addThread(parent, botId, { name: body.name.trim(), type, autoArchiveMinutes });
    if (type === ChannelType.PublicThread) {
      announce(world, parent.data.id, MessageType.ThreadCreated, thread.data.name, thread.data.id, null);
    }
    return context.json(channels.forBot(thread), 201);
  });

  addArchivedLists(api, world);

  api.get('/channels/:channel/thread-members', (context) => {
    const thread = channels.thread(context.req.param('channel'));
    // Discord gives the whole list only to those with the privileged intent.
    if ((intents() & Intent.GuildMembers) === 0) throw refusals.missingAccess();
    return context.json([...thread.joined].map(([user, joined]) => withMember(world, context, thread, user, joined)));
  });
  api.get('/channels/:channel/thread-members/:user', (context) => {
    const thread = channels.thread(context.req.param('channel'));
    const user = context.req.param('user') === '@me' ? botId : context.req.param('user');
    const joined = thread.joined.get(user);
    if (joined === undefined) throw refusals.unknownMember();
    return context.json(withMember(world, context, thread, user, joined));
  });
  api.put('/channels/:channel/thread-members/:user', (context) => {
    const thread = channels.thread(context.req.param('channel'));
    const user = context.req.param('user') === '@me' ? botId : context.req.param('user');
    directory.requireBot(user === botId ? 0n : sendInThreads);
    if (isArchived(thread)) throw refusals.threadArchived();
    directory.member(user);
    channels.join(thread, user);
    return noContent();
  });
  api.delete('/channels/:channel/thread-members/:user', (context) => {
    const thread = channels.thread(context.req.param('channel'));
    const user = context.req.param('user') === '@me' ? botId : context.req.param('user');
    directory.requireBot(user === botId ? 0n : Permission.ManageThreads);
    if (isArchived(thread)) throw refusals.threadArchived();
    channels.leave(thread, user);
    return noContent();
  });
}

const sendInThreads = Permission.SendMessagesInThreads;

function addArchivedLists(api: Api, world: World): void {
  const { channels, directory } = world;
  const list = (
    context: Context,
    parent: TextChannel,
    wanted: (thread: Thread) => boolean,
    order: ThreadOrder,
  ): Response => {
    const limit = queryNumber(context, 'limit', 2, 100, 50);
    const before = context.req.query('before');
    const found = channels
      .threads((thread) => thread.parentId === parent.data.id && isArchived(thread) && wanted(thread))
      .sort((left, right) => order.compare(right, left))
      .filter((thread) => before === undefined || order.isBefore(thread, before));
    const threads = found.slice(0, limit).map((thread) => channels.forBot(thread));
    const members = found.slice(0, limit).flatMap((thread) => {
      const joined = thread.joined.get(directory.bot.id);
      return joined === undefined ? [] : [threadMember(thread, directory.bot.id, joined)];
    });
    return context.json({ threads, members, has_more: found.length > limit });
  };
  const isPublic = (thread: Thread): boolean => thread.data.type === ChannelType.PublicThread;

  api.get('/channels/:channel/threads/archived/public', (context) => {
    directory.requireBot(Permission.ReadMessageHistory);
    return list(context, channels.text(context.req.param('channel')), isPublic, byArchiving);
  });
  api.get('/channels/:channel/threads/archived/private', (context) => {
    directory.requireBot(Permission.ReadMessageHistory | Permission.ManageThreads);
    return list(context, channels.text(context.req.param('channel')), (thread) => !isPublic(thread), byArchiving);
  });
  api.get('/channels/:channel/users/@me/threads/archived/private', (context) => {
    directory.requireBot(Permission.ReadMessageHistory);
    const isOurs = (thread: Thread): boolean => !isPublic(thread) && thread.joined.has(directory.bot.id);
    return list(context, channels.text(context.req.param('channel')), isOurs, byId);
  });
}

/** How a list of threads is sorted, and what its `before` means. */
interface ThreadOrder {
  compare(left: Thread, right: Thread): number;
  isBefore(thread: Thread, before: string): boolean;
}

const byId: ThreadOrder = {
  compare: (left, right) => compareIds(left.data.id, right.data.id),
  isBefore: (thread, before) => compareIds(thread.data.id, before) < 0,
};

const byArchiving: ThreadOrder = {
  compare: (left, right) => archivedAt(left) - archivedAt(right),
  isBefore: (thread, before) => archivedAt(thread) < Date.parse(before),
};

function archivedAt(thread: Thread): number {
  return Date.parse(metadata(thread).archive_timestamp);
}

/** The line by which Discord says that there is a thread now. */
function announce(
  world: World,
  channelId: string,
  type: MessageType.ThreadCreated | MessageType.ThreadStarterMessage,
  content: string,
  referredChannel: string,
  referredMessage: string | null,
): void {
  world.messages.create({
    channelId,
    sender: { author: world.directory.bot, mayPingEveryone: false },
    body: { content },
    extra: {
      type,
      message_reference: {
        type: MessageReferenceType.Default,
        guild_id: world.directory.guildId,
        channel_id: referredChannel,
        ...(referredMessage === null ? {} : { message_id: referredMessage }),
      },
    },
  });
}

function withMember(world: World, context: Context, thread: Thread, user: string, joined: string): object {
  const member = context.req.query('with_member') === 'true' ? { member: world.directory.member(user) } : {};
  return { ...threadMember(thread, user, joined), ...member };
}

function checkThreadName(name: string): void {
  if (name.trim() === '') throw badField('name', 'BASE_TYPE_REQUIRED', 'This field is required');
}
