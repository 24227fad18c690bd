import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
} from 'discord-api-types/v10';

/**
 * How a visitor's page (and the scripted audience, and tests) talks to the playground, on the same port as the bot's API.
 * Shapes are Discord's own, names of events too; what Discord's client does with a user's token is done here with a visitor's.
 *
 * HTTP, JSON, `Authorization: Visitor TOKEN`, errors as {message, code} with Discord's codes where it has one:
 *   POST   /visitor/session                       {name?: string, scripted?: boolean} -> Session. No header. A new member of the guild
 *   GET    /visitor/channels/:channel/messages    ?before=ID&limit=N (1 to 100, default 50) -> APIMessage[], newest first
 *   POST   /visitor/channels/:channel/messages    {content} -> APIMessage
 *   PUT    /visitor/channels/:channel/messages/:message/reactions/:emoji      (emoji URL-encoded) -> 204
 *   DELETE the same -> 204
 *   PUT    /visitor/channels/:thread/thread-members/@me -> 204 (join a thread); DELETE to leave
 *   POST   /visitor/interactions                  InteractionRequest -> 204; what follows comes by the socket, under its nonce
 * WebSocket /visitor/gateway?token=TOKEN: first one Ready, then Dispatches. A page that reconnects gets a new Ready.
 */
export interface Session {
  readonly token: string;
  readonly user: APIUser;
}

export interface Ready {
  readonly type: 'ready';
  readonly user: APIUser;
  readonly guild: APIGuild;
  readonly members: readonly APIGuildMember[];
  /** Channels and threads (active and archived); a thread that the visitor has joined has its `member`. */
  readonly channels: readonly APIChannel[];
  /** The bot's commands, for the box in which `/` offers them. */
  readonly commands: readonly APIApplicationCommand[];
  /** Whether the bot is connected to the gateway. */
  readonly botOnline: boolean;
  /** The ids of the visitors who have a socket open. */
  readonly online: readonly string[];
}

/** The data of each event that a visitor's socket can carry. Ephemeral messages come only to the one they are for. */
export interface DispatchData {
  readonly CHANNEL_CREATE: APIChannel;
  readonly CHANNEL_UPDATE: APIChannel;
  readonly CHANNEL_DELETE: APIChannel;
  readonly THREAD_CREATE: APIChannel;
  readonly THREAD_UPDATE: APIChannel;
  readonly THREAD_DELETE: { readonly id: string };
  readonly MESSAGE_CREATE: APIMessage;
  readonly MESSAGE_UPDATE: APIMessage;
  readonly MESSAGE_DELETE: { readonly id: string; readonly channel_id: string };
  readonly MESSAGE_REACTION_ADD: ReactionData;
  readonly MESSAGE_REACTION_REMOVE: ReactionData;
  readonly MESSAGE_REACTION_REMOVE_ALL: { readonly channel_id: string; readonly message_id: string };
  readonly TYPING_START: { readonly channel_id: string; readonly user_id: string };
  readonly GUILD_MEMBER_ADD: APIGuildMember;
  readonly COMMANDS_UPDATE: readonly APIApplicationCommand[];
  readonly BOT_PRESENCE: { readonly online: boolean };
  readonly VISITOR_PRESENCE: { readonly user_id: string; readonly online: boolean };
  /** The bot acknowledged (its message, if any, comes as MESSAGE_CREATE or MESSAGE_UPDATE). */
  readonly INTERACTION_SUCCESS: { readonly nonce: string };
  /** The bot did not answer within 3 s, or is not connected. */
  readonly INTERACTION_FAILURE: { readonly nonce: string; readonly message: string };
  readonly INTERACTION_MODAL_CREATE: APIModalInteractionResponseCallbackData & {
    readonly nonce: string;
    /** Send it back with the form's values (InteractionRequest of type 5). */
    readonly interaction_id: string;
    readonly channel_id: string;
  };
  readonly APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE: {
    readonly nonce: string;
    readonly choices: readonly APIApplicationCommandOptionChoice[];
  };
}

export interface ReactionData {
  readonly user_id: string;
  readonly channel_id: string;
  readonly message_id: string;
  readonly emoji: { readonly id: null; readonly name: string };
}

export type Dispatch = {
  readonly [Name in keyof DispatchData]: {
    readonly type: 'dispatch';
    readonly event: Name;
    readonly data: DispatchData[Name];
  };
}[keyof DispatchData];

/** A command option with its value as Discord's client sends it; a subcommand holds its own options. */
export interface InteractionOption {
  /** ApplicationCommandOptionType. */
  readonly type: number;
  readonly name: string;
  readonly value?: string | number | boolean;
  /** Set on the one option being typed, in an autocomplete request. */
  readonly focused?: boolean;
  readonly options?: readonly InteractionOption[];
}

/** What a visitor does, by Discord's interaction types: 2 command, 3 component, 4 autocomplete, 5 form. */
export type InteractionRequest =
  | {
      readonly type: 2 | 4;
      readonly nonce: string;
      readonly channel_id: string;
      readonly data: { readonly id: string; readonly name: string; readonly options: readonly InteractionOption[] };
    }
  | {
      readonly type: 3;
      readonly nonce: string;
      readonly channel_id: string;
      readonly message_id: string;
      readonly data: {
        readonly custom_id: string;
        readonly component_type: number;
        readonly values?: readonly string[];
      };
    }
  | {
      readonly type: 5;
      readonly nonce: string;
      readonly channel_id: string;
      readonly interaction_id: string;
      readonly data: {
        readonly custom_id: string;
        readonly fields: readonly { readonly custom_id: string; readonly value: string }[];
      };
    };
