import type { Vote } from '../community/ballot.ts';
import type { VoterId } from '../core/ids.ts';
import { allOf } from '../trial/arm-words.ts';
import { isBallotOpen, type TrialView } from '../trial/view-trial.ts';
import { comparative, guessLabel } from './cards/ballot-card.ts';

/**
 * What stands for somebody on a ballot, said to them alone.
 * @param voter whose
 * @param at in milliseconds since the epoch
 */
export function describeOwnVote(view: TrialView, voter: VoterId, at: number): string {
  const { ballot } = view;
  const votes = view.votesOf.get(voter) ?? [];
  const answers = ballot?.seal.order ?? [];
  const own = (item: Vote['item']): Vote['choice'] | undefined => votes.findLast((vote) => vote.item === item)?.choice;
  const [answer, guess] = [own('answer'), own('guess')];
  if (ballot === null || !isBallotOpen(view, at)) {
    const lines = [
      answer === undefined ? 'You did not vote.' : `Your vote was: **${answerWords(answer, answers)}**.`,
      ...(guess === undefined ? [] : [`Your guess was: **${guessWords(guess)}**.`]),
    ];
    return lines.join('\n');
  }
  return [
    answer === undefined
      ? `You have not said yet which answer is ${comparative(answers)}.`
      : `Your vote: **${answerWords(answer, answers)}**.`,
    guess === undefined
      ? `Which one do you think the ensemble wrote? The buttons “${guessLabel(answers)} …” take your guess.`
      : `Your guess: **${guessWords(guess)}**.`,
    `You can change both until the ballot closes <t:${Math.floor(ballot.closesAt / 1000)}:R>.`,
  ].join('\n');
}

function answerWords(choice: Vote['choice'], answers: readonly unknown[]): string {
  switch (choice) {
    case 'tie':
      return 'equally good';
    case 'all-bad':
      return `${allOf(answers.length)} are bad`;
    default:
      return `${choice} is ${comparative(answers)}`;
  }
}

function guessWords(choice: Vote['choice']): string {
  return choice === 'unsure' ? 'you can’t tell' : `the ensemble wrote ${choice}`;
}
