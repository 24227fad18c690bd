import type { Author } from '../community/author.ts';
import type { Letter } from '../community/ballot.ts';
import { ANSWER_WORDS } from './arm-words.ts';

/**
 * An answer of a ballot that is closed, by its letter and whose it is: where members' own stand among them, by its letter alone, since whose so many
 * are stands beside it.
 * @param all that stand there
 */
export function nameOfAnswer(answer: Author & { readonly letter: Letter }, all: readonly Author[]): string {
  const own = all.some((author) => 'member' in author);
  return own || 'member' in answer
    ? `Answer ${answer.letter}`
    : `Answer ${answer.letter} (${ANSWER_WORDS[answer.arm]})`;
}
