import type { GuildMember, PartialUser, User } from 'discord.js';
import type { PersonFacts } from '../community/voter-facts.ts';
import type { VoterId } from '../core/ids.ts';
import { type TrialPlan, votingRulesOf } from '../trial/plan.ts';

/**
 * What is stored of somebody who takes part in a trial, for its filtered count.
 * @param member undefined for somebody who has left the server
 */
export function personFacts(
  voter: VoterId,
  user: User | PartialUser,
  member: GuildMember | undefined,
  plan: Pick<TrialPlan, 'startedBy' | 'voting'>,
): PersonFacts {
  const { roles } = votingRulesOf(plan);
  return {
    starter: plan.startedBy === voter,
    accountCreatedAt: user.createdTimestamp,
    joinedAt: member?.joinedTimestamp ?? null,
    ...(roles.length === 0 || member === undefined
      ? {}
      : { holdsRole: roles.some((role) => member.roles.cache.has(role)) }),
  };
}
