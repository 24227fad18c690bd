import { counted } from '../core/counted.ts';
import { ExpectedError } from '../core/errors.ts';

/** A question of one's own that can't be debated as it stands. */
export class QuestionError extends ExpectedError {
  override readonly name = 'QuestionError';
  readonly advice: string;
  /** Characters that were left after tidying. */
  readonly length: number;

  /** @param low fewest characters, @param high most characters */
  constructor(length: number, low: number, high: number) {
    super(`The question has ${counted(length, 'character')}; it needs ${low} to ${high}.`);
    this.length = length;
    this.advice =
      length < low
        ? 'Say in one sentence what is to be decided, for example "Should cities ban cars from their centres?".'
        : 'Say it in one sentence and leave the background out: the members bring their own.';
  }
}
