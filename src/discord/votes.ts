import { type ButtonInteraction, MessageFlags, RESTJSONErrorCodes, type ThreadChannel } from 'discord.js';
import type { App } from '../app.ts';
import type { Ballot, Vote } from '../community/ballot.ts';
import { voterIdSchema } from '../core/ids.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { comparative } from './cards/ballot-card.ts';
import type { ButtonAction } from './custom-id.ts';
import { isScripted } from './members.ts';
import { isCode } from './requests/discord-codes.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(
  interaction: ButtonInteraction<'cached'>,
  action: ButtonAction,
  app: App,
): Promise<void> {
  // Storing takes a moment when the disk is busy; Discord waits three seconds.
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { trial, item, choice } = action;
  const history = await app.trials.history(trial);
  const voter = voterIdSchema.parse(interaction.user.id);
  const vote: Vote = {
    voter,
    item,
    choice,
    watched: await hasWatched(interaction, history),
    scripted: isScripted(interaction.member),
    starter: viewTrial(history).plan?.startedBy.id === interaction.user.id,
    accountCreatedAt: interaction.user.createdTimestamp,
  };
  await app.trials.vote(trial, vote);
  const { votes, ballot } = viewTrial([...history, { source: 'trial', event: { type: 'vote-cast', vote } }]);
  const own = (wanted: Vote['item']): Vote['choice'] | undefined =>
    votes.findLast((cast) => cast.voter === voter && cast.item === wanted)?.choice;
  await interaction.editReply({ content: describeOwn(own('answer'), own('guess'), ballot) });
}

function describeOwn(
  answer: Vote['choice'] | undefined,
  guess: Vote['choice'] | undefined,
  ballot: Ballot | null,
): string {
  const better = comparative(ballot?.seal.order ?? []);
  const lines = [
    answer === undefined
      ? `You have not said yet which answer is ${better}.`
      : `Your vote: **${answer === 'tie' ? 'equally good' : `${answer} is ${better}`}**.`,
    guess === undefined
      ? 'Which one do you think the ensemble wrote? The second row of buttons takes your guess.'
      : `Your guess: **${guess === 'unsure' ? 'you can’t tell' : `the ensemble wrote ${guess}`}**.`,
  ];
  if (ballot !== null)
    lines.push(`You can change both until the ballot closes <t:${Math.floor(ballot.closesAt / 1000)}:R>.`);
  return lines.join('\n');
}

/** Whether the voter was in the thread before the ballot opened: as its member, or by a reaction there. */
async function hasWatched(interaction: ButtonInteraction<'cached'>, history: readonly TrialUpdate[]): Promise<boolean> {
  const before = history.slice(
    0,
    history.findIndex(({ event }) => event.type === 'ballot-open'),
  );
  const tookPart = before.some(({ event }) => actorOf(event) === interaction.user.id);
  if (tookPart || interaction.channel?.isThread() !== true) return tookPart;
  const opensAt = viewTrial(history).ballot?.opensAt ?? 0;
  const joined = await joinedAt(interaction.channel, interaction.user.id);
  return joined !== undefined && joined < opensAt;
}

/** Who reacted, asked or took a seat by an event; undefined for any other event. */
function actorOf(event: TrialUpdate['event']): string | undefined {
  switch (event.type) {
    case 'reaction-changed':
      return event.reaction.voter;
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
