import { ExpectedError } from '../core/errors.ts';

/** An ensemble, format, persona or scenario that the content does not have. */
export class UnknownChoiceError extends ExpectedError {
  override readonly name = 'UnknownChoiceError';
  readonly advice: string;
  readonly what: 'ensemble' | 'format' | 'persona' | 'scenario';
  override readonly given: string;

  constructor(what: 'ensemble' | 'format' | 'persona' | 'scenario', given: string, known: Iterable<string>) {
    super(`There is no ${what} "${given}".`);
    this.what = what;
    this.given = given;
    this.advice = `Choose one of: ${[...known].join(', ')}.`;
  }
}
