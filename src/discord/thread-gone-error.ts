import { ExpectedError } from '../core/errors.ts';

/** What holds for every debate that cannot be shown to its end. */
export const GOES_ON = 'The debate itself goes on; /results shows it once it has ended.';

/** The place where a debate was shown was deleted, or the bot may not write there any more. */
export class ThreadGoneError extends ExpectedError {
  override readonly name = 'ThreadGoneError';
  override readonly advice = GOES_ON;

  constructor(what: 'channel' | 'thread', how: 'gone' | 'closed', options?: ErrorOptions) {
    super(
      how === 'gone'
        ? `The ${what} of this debate is gone.`
        : `The bot may not write into the ${what} of this debate any more: it was locked, or a permission was taken away.`,
      options,
    );
  }
}
