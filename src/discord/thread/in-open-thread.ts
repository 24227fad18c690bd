import { RESTJSONErrorCodes, type ThreadChannel } from 'discord.js';
import { isCode } from '../requests/discord-codes.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';

/** Changes something in a thread. A change, unlike a post, does not bring an archived thread back: that is done first. */
export async function inOpenThread<Result>(thread: ThreadChannel, change: () => Promise<Result>): Promise<Result> {
  if (thread.archived === true) await reopen(thread);
  try {
    return await change();
  } catch (error) {
    // Archived a moment ago: the gateway has not told it yet.
    if (!isCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error;
    await reopen(thread);
    return change();
  }
}

/** @throws ThreadGoneError for a thread that a moderator has archived and locked, when only a moderator can open it */
export function requireUnlocked(thread: ThreadChannel): void {
  if (thread.archived === true && thread.locked === true && !thread.manageable) {
    throw new ThreadGoneError('thread', 'closed');
  }
}

async function reopen(thread: ThreadChannel): Promise<void> {
  requireUnlocked(thread);
  await thread.setArchived(false, 'a debate goes on in it');
}
