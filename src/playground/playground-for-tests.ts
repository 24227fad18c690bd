import type { Playground } from './playground.ts';
import type { OwnerGiven } from './world/application-owner.ts';

/** A request of the bot as it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** The path below /api/v10 with `:id` and `:token` in place of ids and tokens. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** How requests of the bot fail on a bad day of Discord or of the network. */
export interface RequestFault {
  /** Method and route as in RecordedRequest, for example `POST /channels/:id/messages`; `*` for all. */
  readonly routes: readonly string[];
  /** `refused`: nothing was done; `answer lost`: it was done all the same. */
  readonly outcome: 'refused' | 'answer lost';
  /** A status of 500 and more; 400: a body refused for a reason that nobody foresaw; `none`: the connection breaks. */
  readonly answer: 400 | 500 | 502 | 503 | 'none';
  /** So many requests in all. */
  readonly times: number;
}

/** A playground with the levers that a test pulls behind the bot's back. */
export interface PlaygroundForTests extends Playground {
  /** Closes the bot's gateway sockets. Resolves when they are closed. @param code absent: 4000, after which it may resume */
  disconnectBot(code?: number): Promise<void>;
  /**
   * Sends the bot events of these names a second time, the last one first, as a gateway may on a bad day. @returns how many
   */
  repeatEvents(names: readonly string[]): number;
  /** Archives a thread as a moderator does. */
  archiveThread(threadId: string, locked: boolean): void;
  /** Opens an archived or locked thread as a moderator does. */
  openThread(threadId: string): void;
  /** Deletes all webhooks of a channel as a moderator does. */
  deleteWebhooks(channelId: string): void;
  /** Makes a webhook that belongs to a person, not to the bot's application. */
  addPersonalWebhook(channelId: string, name: string): { readonly id: string; readonly token: string };
  /** Gives a super reaction, for which people pay. */
  superReact(channelId: string, messageId: string, emoji: string, userId: string): void;
  /** Takes all reactions off a message as a moderator does. */
  removeAllReactions(channelId: string, messageId: string): void;
  /** Deletes a message as a moderator does. */
  deleteMessage(channelId: string, messageId: string): void;
  /** Deletes a thread as a moderator does. */
  deleteThread(threadId: string): void;
  /** Deletes a channel with its threads and webhooks as a moderator does. */
  deleteChannel(channelId: string): void;
  /** Lets the next requests that fit fail. */
  failRequests(fault: RequestFault): void;
  /** Gives the bot's application to a person or a team, in place of all visitors together. */
  giveApplicationTo(owner: OwnerGiven): void;
  /** Replaces the permissions of all visitors in the whole guild. */
  setVisitorPermissions(bits: bigint): void;
  /** Whoever enters from now on has an account of this age. */
  setAccountAge(days: number): void;
  /** Makes a role that anybody may ping. @returns its id */
  addRole(name: string): string;
  giveRole(userId: string, roleId: string): void;
  /** Replaces the permissions of the bot in the whole guild. */
  setBotPermissions(bits: bigint): void;
  /** The last 10,000 requests of the bot, oldest first. */
  requests(): readonly RecordedRequest[];
}
