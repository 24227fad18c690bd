import type { GuildMember } from 'discord.js';
import { isScripted } from '../members.ts';
import { RefusalError } from '../refusal-error.ts';

/** @throws RefusalError for a program: what it would say is no person's */
export function requirePerson(member: GuildMember): void {
  if (!isScripted(member)) return;
  throw new RefusalError('You are a program here.', 'Only people ask the members or sit at their table.');
}
