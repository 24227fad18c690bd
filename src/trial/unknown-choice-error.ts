import { ExpectedError } from '../core/errors.ts';

/** An ensemble, format or scenario that the content does not have. */
export class UnknownChoiceError extends ExpectedError {
  override readonly name = 'UnknownChoiceError';
  readonly advice: string;
  readonly what: 'ensemble' | 'format' | 'scenario';
  readonly given: string;

  constructor(what: 'ensemble' | 'format' | 'scenario', given: string, known: Iterable<string>) {
    super(`There is no ${what} "${given}".`);
    this.what = what;
    this.given = given;
    this.advice = `Choose one of: ${[...known].join(', ')}.`;
  }
}
