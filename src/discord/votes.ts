import { type ButtonInteraction, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import type { Ballot, Vote } from '../community/ballot.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { comparative } from './cards/ballot-card.ts';
import type { VoteButton } from './custom-id.ts';
import { factsOfVoter } from './voter-facts.ts';

/** A press on a button of the ballot: the vote is stored, and only the voter sees what stands for them now. */
export async function castVote(interaction: ButtonInteraction<'cached'>, action: VoteButton, app: App): Promise<void> {
  // Storing takes a moment when the disk is busy; Discord waits three seconds.
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { trial, item, choice } = action;
  const history = await app.trials.history(trial);
  const vote: Vote = { item, choice, ...(await factsOfVoter(interaction, history)) };
  await app.trials.vote(trial, vote);
  const { votes, ballot } = viewTrial([...history, { source: 'trial', event: { type: 'vote-cast', vote } }]);
  const own = (wanted: Vote['item']): Vote['choice'] | undefined =>
    votes.findLast((cast) => cast.voter === vote.voter && cast.item === wanted)?.choice;
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
