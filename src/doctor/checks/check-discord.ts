import { type Config, requireDiscordToken } from '../../config.ts';
import { botName } from '../../discord/bot-name.ts';
import { type Finding, failed } from '../finding.ts';

const NAME = 'Discord';

/**
 * Whether there is a bot token; its shape was checked with the configuration.
 * @param ask whether to ask Discord for the bot's name; else the token is sent nowhere
 */
export async function checkDiscord(config: Config, ask: boolean, signal: AbortSignal): Promise<Finding> {
  try {
    const token = requireDiscordToken(config);
    if (ask) {
      const name = await botName(token, config.discordApi, signal);
      return { name: NAME, status: 'ok', says: `the token is good: the bot is ${name}` };
    }
  } catch (error) {
    signal.throwIfAborted();
    return failed(NAME, 'problem', error);
  }
  return {
    name: NAME,
    status: 'ok',
    says: 'there is a bot token of the right shape (not sent anywhere; --discord asks Discord whether it is good)',
  };
}
