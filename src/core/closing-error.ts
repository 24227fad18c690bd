import { ExpectedError } from './errors.ts';

/** The process ends, so nothing new is begun. */
export class ClosingError extends ExpectedError {
  override readonly name = 'ClosingError';
  override readonly advice = 'Try again in a minute; what is in progress goes on by itself.';
  override readonly retryable = true;

  /** @param what was asked for */
  constructor(what: 'debate' | 'ballot' | 'audit' | 'study') {
    super(`The bot is just being restarted, so no ${what} was started.`);
  }
}
