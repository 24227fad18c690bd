import { readConfig, requireDiscordToken, requireVoterKey } from './config.ts';
import { createLog } from './core/log.ts';
import { untilAborted } from './core/until-aborted.ts';
import { withoutPassword } from './core/without-password.ts';
import { pickOnScreen } from './pick-on-screen.ts';
import { runBot } from './run-bot.ts';
import { startApp } from './start-app.ts';
import { openScreen } from './terminal/open-screen.ts';
import type { TerminalProcess } from './terminal/terminal-output.ts';

/**
 * The bot on Discord, until the signal is aborted. Debates that an earlier process left unfinished go on.
 * @throws ExpectedError for what the operator can mend: configuration, token, models, database
 */
export async function startBot(process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readConfig(process.env);
  const token = requireDiscordToken(config);
  requireVoterKey(config);
  const log = createLog(config.logLevel);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const picked = await pickOnScreen(config, log, screen, { mayPassOver: false }, signal);
  terminal.line(`Models: ${picked.host.label}, ${picked.goodFor}.`);
  if (picked.betterModels !== '') terminal.line(picked.betterModels);
  const app = await startApp(config, log, picked);
  const discord = config.discordApi === undefined ? 'Discord' : `Discord by ${withoutPassword(config.discordApi)}`;
  await runBot(app, { token, limits: 'discord' }, async (bot) => {
    terminal.line(`Logging in to ${discord} …`);
    await Promise.race([bot.start(signal), untilAborted(signal)]);
    if (!signal.aborted)
      terminal.line('The bot is on Discord. Ctrl-C ends it; a debate in progress goes on at the next start.');
    const invitation = bot.invitation();
    if (invitation !== undefined) terminal.line(`It is on no server yet. Invite it: ${invitation}`);
    await Promise.race([untilAborted(signal), bot.lost]);
  });
}
