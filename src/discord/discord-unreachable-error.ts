import { ExpectedError } from '../core/errors.ts';

export class DiscordUnreachableError extends ExpectedError {
  override readonly name = 'DiscordUnreachableError';
  override readonly advice = 'Check the network of this machine and https://discordstatus.com, then start again.';
  override readonly retryable = true;

  constructor(cause: unknown) {
    super(`Discord could not be reached: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}
