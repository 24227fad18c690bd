import type { APIApplicationCommand, APIChannel, APIGuild, APIGuildMember, APIUser } from 'discord-api-types/v10';
import type { DispatchData } from '../../visitor-protocol.ts';
import type { ChannelLog } from './channel-log.ts';

export type ConnectionState =
  /** No session: the name is asked for. */
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** The next try begins at `retryAt`, milliseconds since the epoch. */
  | { readonly kind: 'waiting'; readonly retryAt: number };

/** A line only this page shows, at the end of a channel: a command that failed. */
export interface Notice {
  readonly id: string;
  readonly channelId: string;
  readonly title: string;
  readonly text: string;
}

export type OpenModal = DispatchData['INTERACTION_MODAL_CREATE'];

/** Everything the page shows; replaced as a whole, never changed in place. */
export interface PageState {
  readonly connection: ConnectionState;
  readonly me: APIUser | null;
  readonly guild: APIGuild | null;
  readonly members: ReadonlyMap<string, APIGuildMember>;
  readonly channels: ReadonlyMap<string, APIChannel>;
  readonly commands: readonly APIApplicationCommand[];
  readonly botOnline: boolean;
  /** Ids of the visitors whose page is open somewhere. */
  readonly online: ReadonlySet<string>;
  readonly logs: ReadonlyMap<string, ChannelLog>;
  readonly unread: ReadonlySet<string>;
  /** The newest message that was read in a channel before others came: a line stands below it. */
  readonly readUpTo: ReadonlyMap<string, string>;
  /** The page is not looked at, so that what comes is unread even in the channel it shows. */
  readonly away: boolean;
  /** Threads this visitor is a member of. */
  readonly joined: ReadonlySet<string>;
  /** Until when (milliseconds since the epoch) each user is shown as typing, by channel. */
  readonly typing: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly selected: string | null;
  readonly modal: OpenModal | null;
  readonly notices: readonly Notice[];
}

export const INITIAL_STATE: PageState = {
  connection: { kind: 'anonymous' },
  me: null,
  guild: null,
  members: new Map(),
  channels: new Map(),
  commands: [],
  botOnline: false,
  online: new Set(),
  logs: new Map(),
  unread: new Set(),
  readUpTo: new Map(),
  away: false,
  joined: new Set(),
  typing: new Map(),
  selected: null,
  modal: null,
  notices: [],
};
