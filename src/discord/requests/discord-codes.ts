import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

/** A channel or thread that is gone or out of reach. */
export const CHANNEL_GONE = [RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.MissingAccess] as const;
/** A thread into which the bot may not write: a moderator closed it, or a permission was taken away. */
export const THREAD_CLOSED = [
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.MissingPermissions,
] as const;
export const WEBHOOK_GONE = [RESTJSONErrorCodes.UnknownWebhook, RESTJSONErrorCodes.InvalidWebhookToken] as const;

/** Whether Discord refused a request with one of these codes. */
export function isCode(error: unknown, ...codes: readonly (string | number)[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(error.code);
}
