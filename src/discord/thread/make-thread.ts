import {
  type APIThreadChannel,
  type Channel,
  ChannelType,
  type Client,
  type RESTPostAPIChannelThreadsJSONBody,
  Routes,
  type TextChannel,
  type ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import { CHANNEL_GONE, isCode } from '../requests/discord-codes.ts';
import { unrepeated } from '../requests/unrepeated.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';

export interface NewThread {
  readonly name: string;
  readonly archiveAfter: ThreadAutoArchiveDuration;
  /** For the server's log. */
  readonly reason: string;
}

/**
 * Opens a public thread. It is asked for once: whoever lost the answer can look for it by its name.
 * @throws ThreadGoneError when it was deleted at once, and what Discord refuses
 */
export async function makeThread(
  client: Client<true>,
  channelId: string,
  { name, archiveAfter, reason }: NewThread,
): Promise<ThreadChannel> {
  const body: RESTPostAPIChannelThreadsJSONBody = {
    name,
    type: ChannelType.PublicThread,
    auto_archive_duration: archiveAfter,
  };
  // Discord answers with the thread that it made.
  const made = (await unrepeated(client).post(Routes.threads(channelId), { body, reason })) as APIThreadChannel;
  const found = await client.channels.fetch(made.id);
  if (found?.isThread() !== true) throw new ThreadGoneError('thread', 'gone');
  return found;
}

/** Null for one that was deleted or that the bot may not see. */
export async function findChannel(client: Client<true>, id: string): Promise<Channel | null> {
  try {
    return await client.channels.fetch(id);
  } catch (error) {
    if (isCode(error, ...CHANNEL_GONE)) return null;
    throw error;
  }
}

/** A thread of the bot's that was opened just before a crash, by the end of its name. (Of the rest Discord may have tidied something.) */
export async function findOwnThread(channel: TextChannel, ending: string): Promise<ThreadChannel | undefined> {
  const { threads } = await channel.threads.fetchActive();
  return threads.find((thread) => thread.ownerId === channel.client.user.id && thread.name.endsWith(ending));
}
