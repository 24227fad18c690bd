import { GatewayCloseCodes as CloseCode, GatewayIntentBits as Intent } from 'discord-api-types/v10';

/** The intents of which a session must have one to get an event; what is not listed comes to all. */
const NEEDED: Readonly<Record<string, number>> = {
  GUILD_ROLE_CREATE: Intent.Guilds,
  GUILD_ROLE_UPDATE: Intent.Guilds,
  CHANNEL_CREATE: Intent.Guilds,
  CHANNEL_UPDATE: Intent.Guilds,
  CHANNEL_DELETE: Intent.Guilds,
  CHANNEL_PINS_UPDATE: Intent.Guilds,
  THREAD_CREATE: Intent.Guilds,
  THREAD_UPDATE: Intent.Guilds,
  THREAD_DELETE: Intent.Guilds,
  // Without the members' intent Discord sends this only for the bot's own joining and leaving.
  THREAD_MEMBERS_UPDATE: Intent.GuildMembers,
  GUILD_MEMBER_ADD: Intent.GuildMembers,
  WEBHOOKS_UPDATE: Intent.GuildWebhooks,
  MESSAGE_CREATE: Intent.GuildMessages,
  MESSAGE_UPDATE: Intent.GuildMessages,
  MESSAGE_DELETE: Intent.GuildMessages,
  MESSAGE_DELETE_BULK: Intent.GuildMessages,
  MESSAGE_REACTION_ADD: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE_ALL: Intent.GuildMessageReactions,
  MESSAGE_REACTION_REMOVE_EMOJI: Intent.GuildMessageReactions,
};

const PRIVILEGED = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;
const KNOWN = Object.values(Intent)
  .filter((bit) => typeof bit === 'number')
  .reduce((bits, bit) => bits | bit, 0);

/** Why Discord ends the connection of who asks for such intents; null: it does not. */
export function faultOfIntents(intents: number, privileged: boolean): CloseCode | null {
  if ((intents & ~KNOWN) !== 0) return CloseCode.InvalidIntents;
  return !privileged && (intents & PRIVILEGED) !== 0 ? CloseCode.DisallowedIntents : null;
}

/** Whether a session with `intents` gets the event of that name. */
export function wants(intents: number, event: string): boolean {
  const needed = NEEDED[event];
  return needed === undefined || (intents & needed) !== 0;
}
