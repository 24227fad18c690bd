import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { isExpected, wordsFor } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { safeText } from './safe-text.ts';

/** What to tell a person of an error, in words that help; whatever was not expected goes to the log under an id that the words name. */
export function explainError(error: unknown, deps: { readonly log: Log; readonly entropy: Entropy }): string {
  if (isExpected(error)) {
    deps.log.info({ err: error }, 'a request could not be met');
    return safeText(wordsFor(error));
  }
  const report = deps.entropy.hex(4);
  deps.log.error({ err: error, report }, 'an unexpected error');
  return `${wordsForUnexpected(error)} (report ${report})`;
}

function wordsForUnexpected(error: unknown): string {
  if (error instanceof DiscordAPIError) {
    switch (error.code) {
      case RESTJSONErrorCodes.MissingPermissions:
        return 'The bot lacks a permission for this here. Somebody who manages the server can check its role and the channel’s settings.';
      case RESTJSONErrorCodes.MissingAccess:
      case RESTJSONErrorCodes.UnknownChannel:
        return 'The bot cannot see that channel or thread any more.';
    }
  }
  return 'Something went wrong that should not have. The operator finds the whole error in the log under this report’s id.';
}
