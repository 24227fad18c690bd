import { UpdateGuildChannelRequestPartialSchema, UpdateThreadRequestPartialSchema } from 'discord-api-spec/zod';
import { MessageType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { isArchived, isLocked, type Thread } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';
import type { Api } from '../api.ts';
import { checkBody } from '../check-body.ts';
import { readBody } from '../read-body.ts';
import { badField, refusals } from '../refusal.ts';

/** One channel or thread: read, changed, deleted. */
export function addChannelRoutes(api: Api, world: World): void {
  const { channels, directory } = world;

  api.get('/channels/:channel', (context) => {
    const channel = channels.get(context.req.param('channel'));
    directory.requireBot(0n);
    return context.json(channels.forBot(channel));
  });

  api.patch('/channels/:channel', async (context) => {
    const channel = channels.get(context.req.param('channel'));
    const { json } = await readBody(context);
    if (channel.kind === 'thread') {
      changeThread(world, channel, json);
      return context.json(channels.forBot(channel));
    }
    const { name, topic, nsfw } = checkBody(UpdateGuildChannelRequestPartialSchema, json);
    directory.requireBot(Permission.ManageChannels);
    channels.changeText(channel, {
      ...(name == null ? {} : { name }),
      ...(topic === undefined ? {} : { topic }),
      ...(nsfw == null ? {} : { nsfw }),
    });
    return context.json(channel.data);
  });

  api.delete('/channels/:channel', (context) => {
    const channel = channels.get(context.req.param('channel'));
    directory.requireBot(channel.kind === 'thread' ? Permission.ManageThreads : Permission.ManageChannels);
    if (channel.kind === 'thread') channels.delete(channel);
    else world.deleteChannel(channel);
    return context.json(channel.data);
  });
}

function changeThread(world: World, thread: Thread, json: unknown): void {
  const body = checkBody(UpdateThreadRequestPartialSchema, json);
  if (body.name?.trim() === '') throw badField('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
  const isOwner = thread.data.owner_id === world.directory.bot.id;
  const opensLocked = body.archived === false && isLocked(thread);
  const needsModerator = body.locked != null || body.rate_limit_per_user != null || opensLocked || !isOwner;
  world.directory.requireBot(needsModerator ? Permission.ManageThreads : 0n);
  if (isArchived(thread) && body.archived !== false) throw refusals.threadArchived();
  const before = thread.data.name;
  world.channels.changeThread(thread, {
    name: body.name?.trim(),
    archived: body.archived ?? undefined,
    locked: body.locked ?? undefined,
    autoArchiveMinutes: body.auto_archive_duration ?? undefined,
    slowmodeSeconds: body.rate_limit_per_user ?? undefined,
  });
  if (thread.data.name === before) return;
  world.messages.create({
    channelId: thread.data.id,
    sender: { author: world.directory.bot, mayPingEveryone: false },
    body: { content: thread.data.name ?? '' },
    extra: { type: MessageType.ChannelNameChange },
  });
}
