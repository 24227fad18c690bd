import { ChannelType, type ChatInputCommandInteraction, type TextChannel } from 'discord.js';
import { requirePermissions } from './permissions.ts';
import { RefusalError } from './refusal-error.ts';

/**
 * Where a command may open a thread: the channel that it was given in, or that of the thread that it was given in.
 * @param what opens a thread, at the beginning of a sentence
 * @throws RefusalError, PermissionMissingError
 */
export function channelForThreads(
  { channel: given }: ChatInputCommandInteraction<'cached'>,
  what: string,
): TextChannel {
  const channel = given?.isThread() === true ? given.parent : given;
  if (channel?.type !== ChannelType.GuildText) {
    throw new RefusalError(`${what} opens a thread, which this kind of channel has not.`, 'Use a text channel.');
  }
  requirePermissions(channel);
  return channel;
}
