import { once } from 'node:events';
import { type Client, Events, type ThreadChannel } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { missingPermissions } from '../permissions.ts';
import { placeTrouble } from '../requests/place-trouble.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import type { ChannelNotices } from './channel-notices.ts';

/** What Discord tells when somebody mends something; after a lost connection it may not. */
const CHANGES = [Events.GuildRoleUpdate, Events.GuildMemberUpdate, Events.ChannelUpdate, Events.ThreadUpdate] as const;
/** So it is looked for from time to time as well, in milliseconds. */
const LOOK_EVERY = 300_000;

export interface MendingDeps {
  readonly client: Client<true>;
  readonly channelId: string;
  readonly notices: ChannelNotices;
  readonly clock: Clock;
  /** Settles when it makes no sense to wait any longer. */
  readonly ended: Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Does something in a debate's place, again once what stands in the way is mended: a permission that was taken away, a lock. That is said
 * in the channel.
 * @param thread where; undefined while there is none
 * @throws what nobody can mend, and what was not mended in time
 */
export async function untilMended<Result>(
  work: () => Promise<Result>,
  thread: ThreadChannel | undefined,
  deps: MendingDeps,
): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const trouble = placeTrouble(error, deps.client, deps.channelId);
      if (deps.signal.aborted || isMended(trouble, thread, deps) !== false) throw trouble;
      await deps.notices.tell(trouble, true);
      if (!(await isMendedInTime(trouble, thread, deps))) throw trouble;
    }
  }
}

/** Undefined for what nobody can mend. */
function isMended(
  trouble: unknown,
  thread: ThreadChannel | undefined,
  { client, channelId }: MendingDeps,
): boolean | undefined {
  if (trouble instanceof PermissionMissingError) {
    const channel = client.channels.cache.get(channelId);
    return channel !== undefined && !channel.isDMBased() && missingPermissions(channel).length === 0;
  }
  if (trouble instanceof ThreadGoneError && thread?.locked != null) return !thread.locked || thread.manageable;
  return undefined;
}

async function isMendedInTime(
  trouble: unknown,
  thread: ThreadChannel | undefined,
  deps: MendingDeps,
): Promise<boolean> {
  const { client, clock, ended, signal } = deps;
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    if (isMended(trouble, thread, deps) === true) return true;
    if (over) return false;
    const waiting = new AbortController();
    const either = AbortSignal.any([signal, waiting.signal]);
    const changes = CHANGES.map((change) => once(client, change, { signal: either }));
    await Promise.race([...changes, clock.sleep(LOOK_EVERY, either), ended].map((one) => one.catch(() => {})));
    waiting.abort();
    signal.throwIfAborted();
  }
}
