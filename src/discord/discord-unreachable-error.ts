import { ExpectedError } from '../core/errors.ts';
import { withoutPassword } from '../core/without-password.ts';

export class DiscordUnreachableError extends ExpectedError {
  override readonly name = 'DiscordUnreachableError';
  override readonly advice: string;
  override readonly retryable = true;

  /** @param api where Discord was asked, when that was not Discord itself */
  constructor(api: string | undefined, cause: unknown) {
    const where = api === undefined ? '' : ` at ${withoutPassword(api)}`;
    super(`Discord could not be reached${where}: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
    this.advice =
      api === undefined
        ? 'Check the network of this machine and https://discordstatus.com, then start again.'
        : 'DISCORD_API names that address: check that it answers, or leave it empty for Discord itself.';
  }
}
