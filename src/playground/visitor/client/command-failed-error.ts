import { ExpectedError } from '../../../core/errors.ts';

/** The bot did not acknowledge an interaction in time, or is not connected. */
export class CommandFailedError extends ExpectedError {
  override readonly name = 'CommandFailedError';
  override readonly retryable = true;
  readonly advice = 'See whether the bot is running and what its log says, then try again.';
  /** What the visitor did: a command's name, a component's custom id. */
  readonly action: string;

  constructor(action: string, message: string) {
    super(`${action}: ${message}`);
    this.action = action;
  }
}
