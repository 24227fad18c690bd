import { ExpectedError } from '../core/errors.ts';
import { withoutPassword } from '../core/without-password.ts';

export class DiscordUnreachableError extends ExpectedError {
  override readonly name = 'DiscordUnreachableError';
  override readonly advice: string;
  override readonly retryable = true;

  /** @param api where Discord was asked, when that was not Discord itself */
  constructor(api: string | undefined, cause: unknown) {
    const where = api === undefined ? '' : ` at ${withoutPassword(api)}`;
    super(`Discord could not be reached${where}: ${describe(cause)}.`, { cause });
    this.advice =
      api === undefined
        ? 'Check the network of this machine and https://discordstatus.com, then start again.'
        : 'DISCORD_API names that address: check that it answers, or leave it empty for Discord itself.';
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // discord.js trips over answers of another shape.
  if (cause instanceof TypeError) return 'what answers there does not speak as Discord does';
  return 'status' in cause ? `${cause.message} (status ${cause.status})` : cause.message;
}
