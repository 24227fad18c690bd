import type { GuildMember } from 'discord.js';

/** Members with a role of this name are programs (the demo's audience): counted and shown apart, with that word. */
export const SCRIPTED_ROLE = 'scripted voter';

export function isScripted(member: GuildMember): boolean {
  return member.user.bot || member.roles.cache.some(({ name }) => name === SCRIPTED_ROLE);
}
