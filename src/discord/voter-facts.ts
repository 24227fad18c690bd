import { type BaseInteraction, RESTJSONErrorCodes, type ThreadChannel } from 'discord.js';
import type { App } from '../app.ts';
import type { VoterFacts } from '../community/voter-facts.ts';
import type { VoterId } from '../core/ids.ts';
import { votingRulesOf } from '../trial/plan.ts';
import type { TrialView } from '../trial/view-trial.ts';
import { isScripted } from './members.ts';
import { isCode } from './requests/discord-codes.ts';

/** What is stored of whoever presses, beside what they choose. Throws when Discord cannot say whether they were in the thread. */
export async function factsOfVoter(
  interaction: BaseInteraction<'cached'>,
  view: TrialView,
  { personIds }: Pick<App, 'personIds'>,
): Promise<VoterFacts> {
  const { user, member } = interaction;
  const voter = personIds.idOf(user.id);
  const { roles } = votingRulesOf(view.plan);
  return {
    voter,
    // What was before the ballot opened changes no more, so Discord is asked once a voter.
    watched: watchedBefore(view, voter) ?? (view.tookPart.has(voter) || (await joinedBefore(interaction, view))),
    scripted: isScripted(member),
    starter: view.plan?.startedBy === voter,
    accountCreatedAt: user.createdTimestamp,
    joinedAt: member.joinedTimestamp,
    ...(roles.length === 0 ? {} : { holdsRole: roles.some((role) => member.roles.cache.has(role)) }),
  };
}

function watchedBefore({ votesOf, ratingsOf }: TrialView, voter: VoterId): boolean | undefined {
  return (votesOf.get(voter) ?? ratingsOf.get(voter))?.[0]?.watched;
}

/** Whether the voter was a member of the thread before the ballot opened. */
async function joinedBefore({ client, channelId, user }: BaseInteraction<'cached'>, view: TrialView): Promise<boolean> {
  // A thread that was archived when the bot started is not among those that it knows.
  const channel = channelId === null ? null : await client.channels.fetch(channelId);
  if (channel?.isThread() !== true) return false;
  const joined = await joinedAt(channel, user.id);
  return joined !== undefined && joined < (view.ballot?.opensAt ?? 0);
}

/** When somebody joined a thread, in milliseconds since the epoch; undefined for one who did not. */
async function joinedAt(thread: ThreadChannel, userId: string): Promise<number | undefined> {
  try {
    const member = await thread.members.fetch({ member: userId, force: true });
    return member.joinedTimestamp ?? undefined;
  } catch (error) {
    // Whoever cannot be looked up must not pass for one who did not watch.
    if (isCode(error, RESTJSONErrorCodes.UnknownMember)) return undefined;
    throw error;
  }
}
