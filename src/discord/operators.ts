import { Team, TeamMemberMembershipState, TeamMemberRole, type User } from 'discord.js';
import type { Config } from '../config.ts';
import { OwnerUnknownError } from './owner-unknown-error.ts';

/**
 * Whether somebody is one of the bot's operators, on whatever server: those whom OPERATORS names; where it names nobody, whoever owns the
 * bot's application at Discord. Teams change, so Discord is asked each time: answer the interaction first.
 * @throws OwnerUnknownError
 */
export async function isOperator(user: User, { operators }: Pick<Config, 'operators'>): Promise<boolean> {
  if (operators.length > 0) return operators.includes(user.id);
  return (await ownersOf(user.client)).includes(user.id);
}

/** A person; or the members of a team, without those who were only invited or may only look. */
async function ownersOf({ application }: User['client']): Promise<readonly string[]> {
  const { owner } = await application.fetch().catch((error: unknown) => {
    throw new OwnerUnknownError(error);
  });
  if (!(owner instanceof Team)) return owner === null ? [] : [owner.id];
  return owner.members
    .filter(
      ({ membershipState, role }) =>
        membershipState === TeamMemberMembershipState.Accepted && role !== TeamMemberRole.ReadOnly,
    )
    .map(({ id }) => id);
}
