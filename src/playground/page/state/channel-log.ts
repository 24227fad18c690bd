import type { APIMessage, APIReaction } from 'discord-api-types/v10';
import type { ReactionData } from '../../visitor-protocol.ts';
import { EPHEMERAL } from '../discord-values.ts';
import { compareIds } from '../snowflake.ts';

/** What the page holds of one channel's messages. */
export interface ChannelLog {
  /** Oldest first, without a gap. */
  readonly messages: readonly APIMessage[];
  readonly history: 'none' | 'loading' | 'held' | 'failed';
  /** Nothing is older than what is held. */
  readonly complete: boolean;
  /** Ids that the socket changed since a load began: newer than what the load will bring. */
  readonly touched: ReadonlySet<string>;
  /** Ids that were deleted or dismissed: a late answer must not bring them back. */
  readonly gone: ReadonlySet<string>;
}

export const EMPTY_LOG: ChannelLog = {
  messages: [],
  history: 'none',
  complete: false,
  touched: new Set(),
  gone: new Set(),
};

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** A new message, or a newer state of one that is held. */
export function withMessage(log: ChannelLog, message: APIMessage): ChannelLog {
  if (log.gone.has(message.id)) return log;
  const index = log.messages.findIndex(({ id }) => id === message.id);
  const held = log.messages[index];
  const touched = new Set(log.touched).add(message.id);
  if (held === undefined) return { ...log, touched, messages: sorted([...log.messages, message]) };
  // Reactions change by events of their own: an edit's copy doesn't know which of them are this visitor's.
  const merged: APIMessage = { ...held, ...message };
  if (held.reactions !== undefined) merged.reactions = held.reactions;
  return { ...log, touched, messages: log.messages.with(index, merged) };
}

/**
 * An edit. One of a message from before what is held is left out, since it would stand alone above a gap; while a page is
 * on its way it is kept, since the page may hold that message as it was.
 */
export function withEdit(log: ChannelLog, message: APIMessage): ChannelLog {
  const oldest = log.messages[0];
  const known = log.messages.some(({ id }) => id === message.id);
  const settled = log.history !== 'loading' && !log.complete;
  const before = settled && oldest !== undefined && compareIds(message.id, oldest.id) < 0;
  return known || !before ? withMessage(log, message) : log;
}

export function withoutMessage(log: ChannelLog, messageId: string): ChannelLog {
  return {
    ...log,
    gone: new Set(log.gone).add(messageId),
    messages: log.messages.filter(({ id }) => id !== messageId),
  };
}

export function withLoadBegun(log: ChannelLog): ChannelLog {
  return { ...log, history: 'loading', touched: new Set() };
}

/**
 * The newest page of history. What the socket brought meanwhile stays, as do this visitor's ephemeral messages, which no
 * history holds; older pages are dropped, since something may be missing between.
 */
export function withNewestPage(log: ChannelLog, page: readonly APIMessage[], complete: boolean): ChannelLog {
  const fetched = page.filter(({ id }) => !log.gone.has(id) && !log.touched.has(id));
  const ids = new Set(fetched.map(({ id }) => id));
  const kept = log.messages.filter(
    (message) => !ids.has(message.id) && (log.touched.has(message.id) || isEphemeral(message)),
  );
  return {
    ...log,
    history: 'held',
    complete,
    touched: new Set(),
    messages: withoutGap([...fetched, ...kept], page, complete),
  };
}

/** Without the older of many messages: they can be fetched again, and drawing them all takes a while. */
export function withNewestOnly(log: ChannelLog, most: number): ChannelLog {
  if (log.history !== 'held' || log.messages.length <= most) return log;
  return { ...log, complete: false, messages: log.messages.slice(-most) };
}

/** A page of what came before the oldest message held. */
export function withOlderPage(log: ChannelLog, page: readonly APIMessage[], complete: boolean): ChannelLog {
  const ids = new Set(log.messages.map(({ id }) => id));
  const fetched = page.filter(({ id }) => !log.gone.has(id) && !ids.has(id));
  return { ...log, history: 'held', complete, messages: withoutGap([...fetched, ...log.messages], page, complete) };
}

/** A reaction given or taken back. This visitor's own may come twice, at once and by the socket: it counts once. */
export function withReaction(log: ChannelLog, data: ReactionData, given: boolean, ownId: string): ChannelLog {
  const index = log.messages.findIndex(({ id }) => id === data.message_id);
  const message = log.messages[index];
  if (message === undefined) return log;
  const reactions = changeReaction(message.reactions ?? [], data.emoji.name, given, data.user_id === ownId);
  return {
    ...log,
    touched: new Set(log.touched).add(message.id),
    messages: log.messages.with(index, { ...message, reactions }),
  };
}

export function withoutReactions(log: ChannelLog, messageId: string): ChannelLog {
  return {
    ...log,
    messages: log.messages.map((message) => (message.id === messageId ? { ...message, reactions: [] } : message)),
  };
}

function changeReaction(reactions: readonly APIReaction[], emoji: string, given: boolean, own: boolean): APIReaction[] {
  const held = reactions.find((reaction) => reaction.emoji.name === emoji);
  if (held === undefined) return given ? [...reactions, newReaction(emoji, own)] : [...reactions];
  if (own && held.me === given) return [...reactions];
  const count = held.count + (given ? 1 : -1);
  if (count <= 0) return reactions.filter((reaction) => reaction !== held);
  const changed: APIReaction = { ...held, count, me: own ? given : held.me };
  return reactions.map((reaction) => (reaction === held ? changed : reaction));
}

function newReaction(emoji: string, own: boolean): APIReaction {
  return {
    emoji: { id: null, name: emoji },
    count: 1,
    count_details: { burst: 0, normal: 1 },
    me: own,
    me_burst: false,
    burst_colors: [],
  };
}

/** What stands before the oldest of a page (newest first) is cut off, unless only this visitor can see it. */
function withoutGap(
  messages: readonly APIMessage[],
  page: readonly APIMessage[],
  complete: boolean,
): readonly APIMessage[] {
  const oldest = page.at(-1);
  if (complete || oldest === undefined) return sorted(messages);
  return sorted(messages.filter((message) => isEphemeral(message) || compareIds(message.id, oldest.id) >= 0));
}

function sorted(messages: readonly APIMessage[]): readonly APIMessage[] {
  return [...messages].sort((left, right) => compareIds(left.id, right.id));
}
