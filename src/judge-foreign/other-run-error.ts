import { ExpectedError } from '../core/errors.ts';

/** A file of results that holds another run's. */
export class OtherRunError extends ExpectedError {
  override readonly name = 'OtherRunError';
  override readonly advice = 'Name another file with --out; this one goes on only with what it was begun with.';

  constructor(file: string, difference: string) {
    super(`${file} holds the scores of another run: ${difference}.`);
  }
}
