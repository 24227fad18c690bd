import { type Guild, type GuildMember, RESTJSONErrorCodes } from 'discord.js';
import { isCode } from './requests/discord-codes.ts';

/** Members with a role of this name are programs (the demo's audience): counted and shown apart, with that word. */
const SCRIPTED_ROLE = 'scripted voter';

export function isScripted(member: GuildMember): boolean {
  return member.user.bot || member.roles.cache.some(({ name }) => name === SCRIPTED_ROLE);
}

/** Undefined for somebody who has left. Whoever cannot be looked up must not pass for a person: they may be a scripted voter. */
export async function memberOf(guild: Guild | null, userId: string): Promise<GuildMember | undefined> {
  try {
    return await guild?.members.fetch(userId);
  } catch (error) {
    if (isCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return undefined;
    throw error;
  }
}
