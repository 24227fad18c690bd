import { ExpectedError } from '../core/errors.ts';

/** Somebody does what would be stored of them while all that is stored of them is being deleted. */
export class DeletingError extends ExpectedError {
  override readonly name = 'DeletingError';
  override readonly advice = 'Try it again in a minute.';

  constructor() {
    super('All that is stored of you is being deleted just now.');
  }
}
