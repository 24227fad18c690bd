import { type BaseInteraction, RESTJSONErrorCodes, type ThreadChannel } from 'discord.js';
import type { App } from '../app.ts';
import type { VoterFacts } from '../community/voter-facts.ts';
import type { VoterId } from '../core/ids.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { votingRulesOf } from '../trial/plan.ts';
import { type TrialView, viewTrial } from '../trial/view-trial.ts';
import { isScripted } from './members.ts';
import { isCode } from './requests/discord-codes.ts';

/** What is stored of whoever presses, beside what they choose. Throws when Discord cannot say whether they were in the thread. */
export async function factsOfVoter(
  interaction: BaseInteraction<'cached'>,
  history: readonly TrialUpdate[],
  { personIds }: Pick<App, 'personIds'>,
): Promise<VoterFacts> {
  const { user, member } = interaction;
  const voter = personIds.idOf(user.id);
  const view = viewTrial(history);
  const { roles } = votingRulesOf(view.plan);
  return {
    voter,
    // What was before the ballot opened changes no more, so Discord is asked once a voter.
    watched: watchedBefore(view, voter) ?? (await hasWatched(interaction, voter, history)),
    scripted: isScripted(member),
    starter: view.plan?.startedBy === voter,
    accountCreatedAt: user.createdTimestamp,
    joinedAt: member.joinedTimestamp,
    ...(roles.length === 0 ? {} : { holdsRole: roles.some((role) => member.roles.cache.has(role)) }),
  };
}

function watchedBefore({ votes, ratings }: TrialView, voter: VoterId): boolean | undefined {
  return [...votes, ...ratings].find((stored) => stored.voter === voter)?.watched;
}

/** Whether the voter was in the thread before the ballot opened: as its member, or by a reaction there. */
async function hasWatched(
  interaction: BaseInteraction<'cached'>,
  voter: VoterId,
  history: readonly TrialUpdate[],
): Promise<boolean> {
  const before = history.slice(
    0,
    history.findIndex(({ event }) => event.type === 'ballot-open'),
  );
  const tookPart = before.some(({ event }) => actorOf(event) === voter);
  if (tookPart || interaction.channel?.isThread() !== true) return tookPart;
  const opensAt = viewTrial(history).ballot?.opensAt ?? 0;
  const joined = await joinedAt(interaction.channel, interaction.user.id);
  return joined !== undefined && joined < opensAt;
}

/** Who reacted, asked, took a seat or said where they stand by an event; undefined for any other event. */
function actorOf(event: TrialUpdate['event']): VoterId | undefined {
  switch (event.type) {
    case 'reaction-changed':
      return event.reaction.voter;
    case 'position-taken':
      return event.position.voter;
    case 'question-asked':
    case 'seat-taken':
      return event.by;
    default:
      return undefined;
  }
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
