import type { TurnKey } from '../debate/events.ts';
import { type Author, authorKey, authorOf, inUsualOrder, isSameAuthor } from './author.ts';
import type { ReactionSum } from './count-reactions.ts';

/** How often one meaning was given to one turn or answer; nobody gave a meaning that has none. */
export type Mark = Omit<ReactionSum, 'target'>;

/** What people marked one turn with. */
export interface TurnMarks {
  /** People see only the ensemble's turns before the ballot closes. */
  readonly arm: 'ensemble';
  /** The round, and the member's seat. */
  readonly turn: TurnKey;
  readonly marks: readonly Mark[];
}

/** What people marked one answer with, while it stood blinded on the ballot. */
export type AnswerMarks = Author & {
  readonly marks: readonly Mark[];
};

/**
 * Marks of the turns that were spoken, in their order; no entry for a turn that nobody marked. Words that were marked while they were written, and
 * came to nothing, are no turn.
 */
export function marksByTurn(sums: readonly ReactionSum[], spoken: readonly TurnKey[]): readonly TurnMarks[] {
  return spoken.flatMap((turn) => {
    const marks = sums.flatMap(({ target, ...mark }) =>
      target.kind === 'turn' && target.turn.round === turn.round && target.turn.seat === turn.seat && isGiven(mark)
        ? [mark]
        : [],
    );
    return marks.length === 0 ? [] : [{ arm: 'ensemble', turn, marks }];
  });
}

/** Marks of the answers, in the usual order; no entry for an answer that nobody marked. */
export function marksByAnswer(sums: readonly ReactionSum[]): readonly AnswerMarks[] {
  const authors = new Map(
    sums.flatMap(({ target }): [string, Author][] =>
      target.kind === 'answer' ? [[authorKey(target), authorOf(target)]] : [],
    ),
  );
  return inUsualOrder([...authors.values()]).flatMap((author) => {
    const marks = sums.flatMap(({ target, ...mark }) =>
      target.kind === 'answer' && isSameAuthor(target, author) && isGiven(mark) ? [mark] : [],
    );
    return marks.length === 0 ? [] : [{ ...author, marks }];
  });
}

function isGiven({ people, scripted }: Mark): boolean {
  return people + scripted > 0;
}
