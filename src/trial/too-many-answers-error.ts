import { LETTERS } from '../community/ballot.ts';
import { ExpectedError } from '../core/errors.ts';

/** A trial would have more answers than a ballot has letters. */
export class TooManyAnswersError extends ExpectedError {
  override readonly name = 'TooManyAnswersError';
  override readonly advice =
    'Leave out self-consistency, or the members’ own answers, or choose an ensemble with fewer members.';

  constructor(answers: number) {
    super(`A ballot holds ${LETTERS.length} answers at most, and this debate would have ${answers}.`);
  }
}
