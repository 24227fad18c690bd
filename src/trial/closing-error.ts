import { ExpectedError } from '../core/errors.ts';

/** The process ends, so nothing new is begun. */
export class ClosingError extends ExpectedError {
  override readonly name = 'ClosingError';
  override readonly advice = 'Try again in a minute; debates in progress go on by themselves.';
  override readonly retryable = true;

  constructor() {
    super('The bot is just being restarted, so no debate was started.');
  }
}
