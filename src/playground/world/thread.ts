import type {
  APIPrivateThreadChannel,
  APIPublicThreadChannel,
  APITextChannel,
  APIThreadMember,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { NO_FLAGS } from './no-flags.ts';

export type ThreadData = APIPublicThreadChannel | APIPrivateThreadChannel;

/** A channel in which people write and threads begin. */
export interface TextChannel {
  readonly kind: 'text';
  data: APITextChannel;
}

export interface Thread {
  readonly kind: 'thread';
  readonly parentId: string;
  data: ThreadData;
  /** When each joined, by user id. */
  readonly joined: Map<string, string>;
}

export interface ThreadChanges {
  readonly name?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly autoArchiveMinutes?: ThreadAutoArchiveDuration | undefined;
  readonly slowmodeSeconds?: number | undefined;
}

/** A member of a thread in the form of Discord's API. */
export function threadMember(thread: Thread, userId: string, joined: string): APIThreadMember {
  return { id: thread.data.id, user_id: userId, join_timestamp: joined, flags: NO_FLAGS };
}

export function isArchived(channel: TextChannel | Thread): boolean {
  return channel.kind === 'thread' && metadata(channel).archived;
}

export function isLocked(channel: TextChannel | Thread): boolean {
  return channel.kind === 'thread' && metadata(channel).locked;
}

/** A thread always has it; Discord's types leave it open. */
export function metadata(thread: Thread): NonNullable<ThreadData['thread_metadata']> {
  const { thread_metadata } = thread.data;
  if (thread_metadata === undefined) throw new TypeError('A thread was stored without its metadata.');
  return thread_metadata;
}
