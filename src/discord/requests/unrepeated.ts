import { type Client, REST } from 'discord.js';

/**
 * For what must not be made twice and can be looked for: discord.js by itself asks again when an answer was lost, though Discord may
 * have done what it was asked.
 */
export function unrepeated({ options, token }: Client<true>): REST {
  return new REST({ ...options.rest, retries: 0 }).setToken(token);
}
