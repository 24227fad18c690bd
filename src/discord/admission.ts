import { type GuildMember, PermissionFlagsBits, type User } from 'discord.js';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { DAY } from '../core/durations.ts';
import type { Kind } from '../own-content/own-item.ts';
import { isOperator } from './operators.ts';
import { RefusalError } from './refusal-error.ts';
import { containsWord } from './refused-words.ts';

/** Whether a member may start debates and manage those of others. */
export function mayManage(member: GuildMember): boolean {
  return member.permissions.has(PermissionFlagsBits.ManageGuild);
}

/** Who watches over a server's ballots: is told of bursts, and may close a ballot before its deadline. */
export function overseesBallots(member: GuildMember): boolean {
  return mayManage(member);
}

/** Who may close a ballot before its deadline: to have started the debate is not enough. @throws RefusalError */
export function admitCloser(member: GuildMember): void {
  if (overseesBallots(member)) return;
  throw new RefusalError('You may not close ballots.', 'It takes the permission Manage Server.');
}

/** Who may change what a server has made for itself. @throws RefusalError */
export function admitManager(member: GuildMember, kind: Kind): void {
  if (mayManage(member)) return;
  throw new RefusalError(`You may not change this server's ${kind}s.`, 'It takes the permission Manage Server.');
}

/**
 * Who may do what is the bot's matter and no server's. Asks Discord, so the interaction is to be answered first.
 * @param what half a sentence for people: `start audits`
 * @throws RefusalError, OwnerUnknownError
 */
export async function admitOperator(user: User, config: Pick<Config, 'operators'>, what: string): Promise<void> {
  if (await isOperator(user, config)) return;
  const who =
    config.operators.length > 0
      ? 'They are the people whose ids OPERATORS lists in the bot’s settings'
      : 'They are whoever owns the bot’s application at Discord (a person, or a team’s members), until OPERATORS lists the ids of others in the bot’s settings';
  throw new RefusalError(`Only the bot’s operators may ${what}.`, `${who}; your id is ${user.id}.`);
}

/**
 * Who may start a debate now: by permission (Manage Server) or role, one at a time, so many a day.
 * @throws RefusalError that says which of these it was
 */
export function admitStarter(
  member: GuildMember,
  { config, trials, clock, personIds }: Pick<App, 'config' | 'trials' | 'clock' | 'personIds'>,
): void {
  const byRole = config.starterRoles.some((role) => member.roles.cache.has(role));
  if (!mayManage(member) && !byRole) {
    throw new RefusalError(
      'You may not start debates on this server.',
      'It takes the permission Manage Server or a role that the operator has named.',
    );
  }
  const starter = personIds.idOf(member.id);
  const busy = trials.running().find(({ plan, phase }) => plan.startedBy === starter && phase !== 'ballot');
  if (busy !== undefined) {
    throw new RefusalError(
      `Your debate ${busy.plan.trial} is not finished yet.`,
      'One person has one debate at a time: wait for its ballot, or end it with /debate stop.',
    );
  }
  const today = trials.startedSince(starter, clock.now() - DAY);
  if (today >= config.debatesPerDay) {
    throw new RefusalError(
      `You have started ${today} debates in 24 hours, as many as are allowed.`,
      'Try again later, or ask the operator to raise DEBATES_PER_DAY.',
    );
  }
}

/** @throws RefusalError when a question contains a word that the operator refuses */
export function admitQuestion(question: string, refusedWords: readonly string[]): void {
  if (!containsWord(question, refusedWords)) return;
  throw new RefusalError('This question contains a word that is not debated on this server.', 'Put it in other words.');
}
