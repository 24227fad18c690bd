import type { APIChannel, APIMessage } from 'discord-api-types/v10';
import type { Dispatch, Ready } from '../../visitor-protocol.ts';
import { compareIds } from '../snowflake.ts';
import type { ChannelLog } from './channel-log.ts';
import {
  EMPTY_LOG,
  isEphemeral,
  withEdit,
  withMessage,
  withNewestOnly,
  withoutMessage,
  withoutReactions,
  withReaction,
} from './channel-log.ts';
import { channelTree, isThread } from './channels.ts';
import { withEntry, withItem, withoutEntry } from './collections.ts';
import type { PageState } from './page-state.ts';

const TYPING_MS = 10_000;
/** Of a channel that the reader has left. */
const KEPT_MESSAGES = 100;

/** The state after the socket's first word: all of the guild anew; messages are asked for again, since some may be missed. */
export function applyReady(state: PageState, ready: Ready): PageState {
  const channels = new Map(ready.channels.map((channel) => [channel.id, channel]));
  const firstChannel = channelTree(channels.values())[0]?.channel.id ?? null;
  const selected = state.selected !== null && channels.has(state.selected) ? state.selected : firstChannel;
  const logs = new Map<string, ChannelLog>();
  for (const [id, log] of state.logs) {
    if (channels.has(id)) logs.set(id, { ...log, history: 'none' });
  }
  const missed = ready.channels.filter(
    (channel) => hasMissed(state, channel) && (state.away || channel.id !== selected),
  );
  return {
    ...state,
    connection: { kind: 'online' },
    me: ready.user,
    guild: ready.guild,
    members: new Map(ready.members.map((member) => [member.user.id, member])),
    channels,
    commands: ready.commands,
    botOnline: ready.botOnline,
    online: new Set(ready.online),
    logs,
    unread: missed.reduce((unread, { id }) => withItem(unread, id, true), state.unread),
    readUpTo: missed.reduce((marks, { id }) => withMark(marks, id, lastMessageOf(state, id)), state.readUpTo),
    joined: new Set(
      ready.channels.flatMap((channel) => (isThread(channel) && channel.member !== undefined ? [channel.id] : [])),
    ),
    typing: new Map(),
    selected,
  };
}

/** The state after an event. Answers to interactions are the client's affair and change nothing here, but for a form. */
export function applyDispatch(state: PageState, dispatch: Dispatch, nowMs: number): PageState {
  switch (dispatch.event) {
    case 'CHANNEL_CREATE':
    case 'CHANNEL_UPDATE':
    case 'THREAD_CREATE':
    case 'THREAD_UPDATE':
      return withChannel(state, dispatch.data);
    case 'CHANNEL_DELETE':
    case 'THREAD_DELETE':
      return withoutChannel(state, dispatch.data.id);
    case 'MESSAGE_CREATE':
      return withNewMessage(state, dispatch.data);
    case 'MESSAGE_UPDATE': {
      const message = dispatch.data;
      return changeLog(state, message.channel_id, (log) => withEdit(log, message));
    }
    case 'MESSAGE_DELETE': {
      const { id, channel_id } = dispatch.data;
      return changeLog(state, channel_id, (log) => withoutMessage(log, id));
    }
    case 'MESSAGE_REACTION_ADD':
    case 'MESSAGE_REACTION_REMOVE': {
      const data = dispatch.data;
      const given = dispatch.event === 'MESSAGE_REACTION_ADD';
      return changeLog(state, data.channel_id, (log) => withReaction(log, data, given, state.me?.id ?? ''));
    }
    case 'MESSAGE_REACTION_REMOVE_ALL': {
      const { channel_id, message_id } = dispatch.data;
      return changeLog(state, channel_id, (log) => withoutReactions(log, message_id));
    }
    case 'TYPING_START': {
      const { channel_id, user_id } = dispatch.data;
      if (user_id === state.me?.id) return state;
      const users = withEntry(state.typing.get(channel_id) ?? new Map(), user_id, nowMs + TYPING_MS);
      return { ...state, typing: withEntry(state.typing, channel_id, users) };
    }
    case 'GUILD_MEMBER_ADD':
      return { ...state, members: withEntry(state.members, dispatch.data.user.id, dispatch.data) };
    case 'COMMANDS_UPDATE':
      return { ...state, commands: dispatch.data };
    case 'BOT_PRESENCE':
      return { ...state, botOnline: dispatch.data.online };
    case 'VISITOR_PRESENCE':
      return { ...state, online: withItem(state.online, dispatch.data.user_id, dispatch.data.online) };
    case 'INTERACTION_MODAL_CREATE':
      return { ...state, modal: dispatch.data };
    case 'INTERACTION_SUCCESS':
    case 'INTERACTION_FAILURE':
    case 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE':
      return state;
  }
}

/** Changes what is held of one channel. */
export function changeLog(state: PageState, channelId: string, change: (log: ChannelLog) => ChannelLog): PageState {
  const log = state.logs.get(channelId) ?? EMPTY_LOG;
  const changed = change(log);
  return changed === log ? state : { ...state, logs: withEntry(state.logs, channelId, changed) };
}

/** Takes those off who have not typed since. */
export function withoutStaleTyping(state: PageState, nowMs: number): PageState {
  const fresh = new Map<string, ReadonlyMap<string, number>>();
  for (const [channel, users] of state.typing) {
    const left = new Map([...users].filter(([, until]) => until > nowMs));
    if (left.size > 0) fresh.set(channel, left);
  }
  return { ...state, typing: fresh };
}

function withChannel(state: PageState, channel: APIChannel): PageState {
  const held = state.channels.get(channel.id);
  // An update may leave out what the page knows already, such as a thread's counts.
  const merged = held === undefined ? channel : Object.assign({}, held, channel);
  const joins = isThread(channel) && channel.member !== undefined;
  return {
    ...state,
    channels: withEntry(state.channels, channel.id, merged),
    joined: joins ? withItem(state.joined, channel.id, true) : state.joined,
  };
}

function withoutChannel(state: PageState, id: string): PageState {
  const channels = withoutEntry(state.channels, id);
  const fallback = channelTree(channels.values())[0]?.channel.id ?? null;
  return {
    ...state,
    channels,
    logs: withoutEntry(state.logs, id),
    unread: withItem(state.unread, id, false),
    selected: state.selected === id ? fallback : state.selected,
  };
}

function withNewMessage(state: PageState, message: APIMessage): PageState {
  const { channel_id: channelId, author } = message;
  const own = author.id === state.me?.id;
  const readBefore = lastMessageOf(state, channelId);
  const logged = changeLog(state, channelId, (log) => withMessage(log, message));
  const users = withoutEntry(state.typing.get(channelId) ?? new Map<string, number>(), author.id);
  const isNews = (state.away || channelId !== state.selected) && !own && !isEphemeral(message);
  return {
    ...logged,
    typing: users.size > 0 ? withEntry(state.typing, channelId, users) : withoutEntry(state.typing, channelId),
    channels: isEphemeral(message) ? state.channels : withCount(state.channels, message),
    unread: isNews ? withItem(state.unread, channelId, true) : state.unread,
    // Whoever answers has read what there was.
    readUpTo: own
      ? withoutEntry(state.readUpTo, channelId)
      : isNews && !state.unread.has(channelId)
        ? withMark(state.readUpTo, channelId, readBefore)
        : state.readUpTo,
  };
}

/** The state once the reader turns to a channel; the line above what was unread there stays until they leave it. */
export function withSelected(state: PageState, channelId: string): PageState {
  const left = state.selected !== null && state.selected !== channelId ? state.selected : null;
  const trimmed = left === null ? state : changeLog(state, left, (log) => withNewestOnly(log, KEPT_MESSAGES));
  return {
    ...trimmed,
    selected: channelId,
    unread: state.away ? state.unread : withItem(state.unread, channelId, false),
    readUpTo: left === null ? state.readUpTo : withoutEntry(state.readUpTo, left),
  };
}

/** The state once the reader looks away from the page, or back at it. */
export function withAway(state: PageState, away: boolean): PageState {
  if (away || state.selected === null) return { ...state, away };
  return { ...state, away, unread: withItem(state.unread, state.selected, false) };
}

/** Notes where the unread begins; in a channel that was never read there is no such place. */
function withMark(
  marks: ReadonlyMap<string, string>,
  channelId: string,
  messageId: string | null,
): ReadonlyMap<string, string> {
  return messageId === null ? withoutEntry(marks, channelId) : withEntry(marks, channelId, messageId);
}

/** The newest message in a channel, as far as this page has heard. */
function lastMessageOf(state: PageState, channelId: string): string | null {
  const channel = state.channels.get(channelId);
  return channel !== undefined && 'last_message_id' in channel ? (channel.last_message_id ?? null) : null;
}

/** Whether something was said in a channel while the connection was gone. */
function hasMissed(state: PageState, now: APIChannel): boolean {
  if (state.channels.size === 0 || !('last_message_id' in now) || now.last_message_id == null) return false;
  const before = lastMessageOf(state, now.id);
  return before === null || compareIds(now.last_message_id, before) > 0;
}

/** The server says how many messages a channel has only when something else changes; between, the page counts. */
function withCount(channels: PageState['channels'], { channel_id, id }: APIMessage): PageState['channels'] {
  const channel = channels.get(channel_id);
  if (channel === undefined) return channels;
  const counted = isThread(channel)
    ? { ...channel, last_message_id: id, message_count: (channel.message_count ?? 0) + 1 }
    : Object.assign({}, channel, { last_message_id: id });
  return withEntry(channels, channel_id, counted);
}
