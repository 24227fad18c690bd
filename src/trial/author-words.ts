import type { Author } from '../community/author.ts';
import type { Letter } from '../community/ballot.ts';
import { ANSWER_WORDS } from './arm-words.ts';

type Lettered = Author & { readonly letter: Letter };

/** Whether members' own answers are among these: then there are so many that the letters alone are told, and whose they are stands beside it. */
export function byLetters(answers: readonly Author[]): boolean {
  return answers.some((author) => 'member' in author);
}

/** A closed ballot's answers in the order in which they are told: the usual one, or that of their letters. */
export function asTold<Answer extends Lettered>(answers: readonly Answer[]): readonly Answer[] {
  return byLetters(answers) ? answers.toSorted((one, other) => (one.letter < other.letter ? -1 : 1)) : answers;
}

/** An answer of a closed ballot. @param all that stand there */
export function nameOfAnswer(answer: Lettered, all: readonly Author[]): string {
  return byLetters(all) || 'member' in answer
    ? `Answer ${answer.letter}`
    : `Answer ${answer.letter} (${ANSWER_WORDS[answer.arm]})`;
}
