import { ExpectedError } from '../core/errors.ts';

/** Somebody deleted the place where a debate was shown. */
export class ThreadGoneError extends ExpectedError {
  override readonly name = 'ThreadGoneError';
  override readonly advice = 'The debate itself goes on; /results shows it once it has ended.';

  constructor(what: 'channel' | 'thread') {
    super(`The ${what} of this debate is gone.`);
  }
}
