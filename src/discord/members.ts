import { type Guild, type GuildMember, RESTJSONErrorCodes } from 'discord.js';
import { LIMITS } from './limits.ts';
import { isCode } from './requests/discord-codes.ts';

/** How long the gateway may take to answer about members, in milliseconds. */
const MEMBERS_WITHIN = 10_000;

/** Members with a role of this name are programs (the demo's audience): counted and shown apart, with that word. */
const SCRIPTED_ROLE = 'scripted voter';

export function isScripted(member: GuildMember): boolean {
  return member.user.bot || member.roles.cache.some(({ name }) => name === SCRIPTED_ROLE);
}

/** Those of these people who are here, by id; asked for together, as many as Discord takes at once. Throws when they can't be looked up. */
export async function membersOf(
  guild: Guild | null,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, GuildMember>> {
  if (guild === null) return new Map();
  const cached = userIds.flatMap((id) => guild.members.cache.get(id) ?? []);
  const members = new Map(cached.map((member) => [member.id, member]));
  const missing = userIds.filter((id) => !members.has(id));
  for (let first = 0; first < missing.length; first += LIMITS.membersAtOnce) {
    const user = missing.slice(first, first + LIMITS.membersAtOnce);
    for (const member of (await guild.members.fetch({ user, time: MEMBERS_WITHIN })).values())
      members.set(member.id, member);
  }
  return members;
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
