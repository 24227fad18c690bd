import { ExpectedError } from '../core/errors.ts';

/** Discord did not say whose application the bot is. */
export class OwnerUnknownError extends ExpectedError {
  override readonly name = 'OwnerUnknownError';
  override readonly advice = 'Try again in a minute; where OPERATORS is set, Discord need not be asked.';
  override readonly retryable = true;

  constructor(cause: unknown) {
    super('Discord did not say who owns the bot, so nobody can be told from its operators.', { cause });
  }
}
