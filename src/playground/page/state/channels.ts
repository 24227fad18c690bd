import type { APIChannel, APITextChannel, APIThreadChannel } from 'discord-api-types/v10';
import { NEWS_THREAD, PRIVATE_THREAD, PUBLIC_THREAD, TEXT_CHANNEL } from '../discord-values.ts';
import { compareIds } from '../snowflake.ts';

export function isThread(channel: APIChannel): channel is APIThreadChannel {
  return channel.type === PUBLIC_THREAD || channel.type === PRIVATE_THREAD || channel.type === NEWS_THREAD;
}

export function isTextChannel(channel: APIChannel): channel is APITextChannel {
  return channel.type === TEXT_CHANNEL;
}

export function isArchived(channel: APIChannel): boolean {
  return isThread(channel) && channel.thread_metadata?.archived === true;
}

/** Nobody but the bot may write here. */
export function isLocked(channel: APIChannel): boolean {
  return isThread(channel) && channel.thread_metadata?.locked === true;
}

export interface ChannelBranch {
  readonly channel: APITextChannel;
  /** Active ones first, then archived; the youngest first in each. */
  readonly threads: readonly APIThreadChannel[];
}

/** The text channels in their order, each with its threads. */
export function channelTree(channels: Iterable<APIChannel>): readonly ChannelBranch[] {
  const all = [...channels];
  const threads = all.filter(isThread).sort((left, right) => {
    const byState = Number(isArchived(left)) - Number(isArchived(right));
    return byState === 0 ? compareIds(right.id, left.id) : byState;
  });
  return all
    .filter(isTextChannel)
    .sort((left, right) => left.position - right.position || compareIds(left.id, right.id))
    .map((channel) => ({ channel, threads: threads.filter((thread) => thread.parent_id === channel.id) }));
}
