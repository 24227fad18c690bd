import { type Bot, type BotOptions, createBot } from './discord/bot.ts';
import type { RunningApp } from './start-app.ts';

/** Makes a bot for an app, has it as long as `body` takes, and ends both. @throws what `body` throws */
export async function runBot<Result>(
  app: RunningApp,
  options: BotOptions,
  body: (bot: Bot) => Promise<Result>,
): Promise<Result> {
  const bot = createBot(app, options);
  try {
    return await body(bot);
  } finally {
    await endBot(bot, app);
  }
}

/** Ends a bot and its app, in the one order in which nothing is lost. */
export async function endBot(bot: Bot, app: RunningApp): Promise<void> {
  // What trials, audits and studies still have to show needs the bot, and what the bot still has to store needs the database.
  await Promise.all([app.trials.close(), app.audits.close(), app.studies.close(), app.privacy.close()]);
  await bot.close();
  await app.close();
}
