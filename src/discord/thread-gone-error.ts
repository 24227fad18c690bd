import { ExpectedError } from '../core/errors.ts';

/** The place where a debate was shown was deleted, or the bot may not write there any more. */
export class ThreadGoneError extends ExpectedError {
  override readonly name = 'ThreadGoneError';
  override readonly advice = 'The debate itself goes on; /results shows it once it has ended.';

  constructor(what: 'channel' | 'thread', how: 'gone' | 'closed', options?: ErrorOptions) {
    super(
      how === 'gone'
        ? `The ${what} of this debate is gone.`
        : `The bot may not write into the ${what} of this debate any more: it was locked, or a permission was taken away.`,
      options,
    );
  }
}
