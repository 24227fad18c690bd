import { type Client, RESTJSONErrorCodes } from 'discord.js';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { missingPermissions } from '../permissions.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import { CHANNEL_GONE, isCode, THREAD_CLOSED } from './discord-codes.ts';

/** What Discord refused, as what it means for a debate that is shown in a thread of a channel. Other errors stay what they are. */
export function placeTrouble(error: unknown, client: Client<true>, channelId: string): unknown {
  const channel = client.channels.cache.get(channelId);
  const options = { cause: error };
  if (isCode(error, RESTJSONErrorCodes.UnknownChannel)) {
    return new ThreadGoneError(channel === undefined ? 'channel' : 'thread', 'gone', options);
  }
  const refused = isCode(error, RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess);
  if (refused && channel !== undefined && !channel.isDMBased()) {
    const missing = missingPermissions(channel);
    if (missing.length > 0) return new PermissionMissingError(missing, channel.name, options);
  }
  if (isCode(error, ...CHANNEL_GONE)) return new ThreadGoneError('thread', 'gone', options);
  if (isCode(error, ...THREAD_CLOSED)) return new ThreadGoneError('thread', 'closed', options);
  return error;
}
