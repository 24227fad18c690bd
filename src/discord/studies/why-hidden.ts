import { ChannelType, type Client } from 'discord.js';
import type { Place } from '../../core/place.ts';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { missingPermissions } from '../permissions.ts';
import { isPassing } from '../requests/patiently.ts';
import { findChannel } from '../thread/make-thread.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';

/** Why no ballot could be shown in a channel now, for people; null where one could. */
export async function whyHidden(client: Client<true>, { channelId }: Place): Promise<string | null> {
  try {
    const channel = await findChannel(client, channelId);
    if (channel?.type !== ChannelType.GuildText) return new ThreadGoneError('channel', 'gone').message;
    const missing = missingPermissions(channel);
    return missing.length === 0 ? null : new PermissionMissingError(missing, channel.name).message;
  } catch (error) {
    if (!isPassing(error)) throw error;
    return 'Discord cannot be reached.';
  }
}
