import { readConfig, requireDiscordToken } from './config.ts';
import { systemClock } from './core/clock.ts';
import { createLog } from './core/log.ts';
import { createBot } from './discord/bot.ts';
import { pickHost } from './models/pick-host.ts';
import { startApp } from './start-app.ts';

/**
 * The bot on Discord, until the signal is aborted. Debates that an earlier process left unfinished go on.
 * @throws ExpectedError for what the operator can mend: configuration, token, models, database
 */
export async function startBot(process: Pick<NodeJS.Process, 'env' | 'stdout'>, signal: AbortSignal): Promise<void> {
  const config = readConfig(process.env);
  const token = requireDiscordToken(config);
  const log = createLog(config.logLevel);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const picked = await pickHost(config, { log, clock: systemClock, say, onProgress: () => {} }, signal);
  say(`Models: ${picked.host.label}, ${picked.goodFor}`);
  const app = await startApp(config, log, picked);
  const bot = createBot(app, { token, limits: 'discord' });
  try {
    await bot.start(signal);
    say('The bot is on Discord. Ctrl-C ends it; a debate in progress goes on at the next start.');
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  } finally {
    // What the trials still have to show needs the bot, and what the bot still has to store needs the database.
    await app.trials.close();
    await bot.close();
    await app.close();
  }
}
