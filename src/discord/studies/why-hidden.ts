import { ChannelType, type Client } from 'discord.js';
import type { Place } from '../../core/place.ts';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { missingPermissions } from '../permissions.ts';
import { CHANNEL_GONE, isCode } from '../requests/discord-codes.ts';
import { isPassing } from '../requests/patiently.ts';

const GONE = 'The channel in which the study was begun is gone.';

/** Why no ballot could be shown in a channel now, for people; null where one could. Asks Discord each time: it may be out of reach. */
export async function whyHidden(client: Client<true>, { channelId }: Place): Promise<string | null> {
  try {
    const channel = await client.channels.fetch(channelId, { force: true });
    if (channel?.type !== ChannelType.GuildText) return GONE;
    const missing = missingPermissions(channel);
    return missing.length === 0 ? null : new PermissionMissingError(missing, channel.name).message;
  } catch (error) {
    if (isCode(error, ...CHANNEL_GONE)) return GONE;
    if (isPassing(error)) return 'Discord cannot be reached.';
    throw error;
  }
}
