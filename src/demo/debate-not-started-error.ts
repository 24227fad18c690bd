import { ExpectedError } from '../core/errors.ts';

/** The bot refused to start the demo's debate. */
export class DebateNotStartedError extends ExpectedError {
  override readonly name = 'DebateNotStartedError';
  override readonly advice = 'Run npm run demo -- --help for what can be given.';

  /** @param answer the bot's own words */
  constructor(answer: string) {
    super(answer);
  }
}
