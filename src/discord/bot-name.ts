import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { DiscordUnreachableError } from './discord-unreachable-error.ts';
import { TokenRefusedError } from './token-refused-error.ts';

const userSchema = z.object({ username: z.string() });

/**
 * The name of the bot that a token belongs to, without logging in.
 * @param api base address of Discord's REST API; undefined for Discord itself
 * @throws TokenRefusedError, DiscordUnreachableError
 */
export async function botName(token: string, api: string | undefined, signal: AbortSignal): Promise<string> {
  const rest = new REST({ retries: 0, ...(api === undefined ? {} : { api }) }).setToken(token);
  try {
    const answer = userSchema.safeParse(await rest.get(Routes.user(), { signal }));
    if (!answer.success) throw new TypeError('no user in the answer');
    return answer.data.username;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'status' in error && error.status === 401) throw new TokenRefusedError(error);
    throw new DiscordUnreachableError(api, error);
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}
