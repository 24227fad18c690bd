import path from 'node:path';
import { type Config, readLocalConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import { drawSeed, systemEntropy } from '../core/random.ts';
import { untilAborted } from '../core/until-aborted.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { startPlayground } from '../playground/start-playground.ts';
import { connectVisitor } from '../playground/visitor/client/visitor-client.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { runBot } from '../run-bot.ts';
import { type RunningApp, startApp } from '../start-app.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { createTerminalPresenter } from '../terminal/terminal-presenter.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import { type Audience, seatAudience } from './audience.ts';
import { checkChoices } from './check-choices.ts';
import { DebateFailedError } from './debate-failed-error.ts';
import type { DemoOptions } from './demo-options.ts';
import { startTrial } from './start-trial.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/**
 * One process, no configuration: a Discord on loopback, the production bot on it, local models, one debate started through the slash
 * command, and the debate in the terminal beside the page. Ends with the results (`options.exit`) or when the signal is aborted.
 * @throws ExpectedError when something cannot be run or shown; an incomplete debate is a result, not an error
 */
export async function runDemo(options: DemoOptions, process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readLocalConfig(process.env);
  const log = createLog(config.logLevel);
  const content = await loadContent(PROJECT_ROOT);
  checkChoices(options, content);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const { bold, dim } = screen.palette;

  const ends: (() => void | Promise<void>)[] = [];
  try {
    const playground = await startPlayground(
      { port: options.port, rateLimits: options.rateLimits },
      { log, clock: systemClock, entropy: systemEntropy },
    );
    ends.push(() => playground.close());
    const picked = await pickOnScreen(config, log, screen, { mayPassOver: true }, signal);
    await introduce(picked, options, content, terminal, screen);

    const { folder, remove } = makeTemporaryFolder();
    ends.push(remove);
    const demoConfig: Config = {
      ...config,
      discordApi: playground.apiUrl,
      discordToken: playground.botToken,
      database: `sqlite://${path.join(folder, 'demo.sqlite')}`,
      debatesPerDay: 1000,
    };
    const app = await startApp(demoConfig, log, picked);
    app.trials.addPresenter(createTerminalPresenter(playground.pageUrl, app.content.reactions, screen));
    const limits = options.rateLimits === 'real' ? 'discord' : 'none';
    await runBot(app, { token: playground.botToken, limits }, async (bot) => {
      await bot.start(signal);
      terminal.line(['Watch, vote and start debates of your own:', bold], ` ${playground.pageUrl}`);
      // One for the debate and its scripted voters, so that --seed repeats both.
      const seed = options.seed ?? drawSeed(systemEntropy);
      const marks = app.content.rubric.criteria.flatMap(({ emoji }) => emoji ?? []);
      const audience = await seatAudience(options.audience, playground.pageUrl, seed, { log, marks }, signal);
      try {
        await debate({ ...options, seed }, app, { ...playground, log, terminal, screen }, audience, signal);
        if (options.exit || signal.aborted) return;
        terminal.line([
          `The page stays at ${playground.pageUrl}; /debate start begins the next one. Ctrl-C ends.`,
          dim,
        ]);
        await untilAborted(signal);
      } finally {
        audience.close();
      }
    });
  } finally {
    terminal.close();
    for (const end of ends.reverse()) await end();
  }
}

/** What the debate runs on, what that is good for, and how to get better. */
async function introduce(
  picked: PickedHost,
  options: DemoOptions,
  { ensembles }: Content,
  terminal: ScreenPart,
  { palette }: TerminalScreen,
): Promise<void> {
  terminal.line([`Models: ${picked.host.label}, ${picked.goodFor}.`, palette.bold]);
  const models = await picked.host.list();
  const [smallest] = models;
  const ensemble = ensembles.get(options.ensemble);
  const seats = ensemble === undefined ? [] : [...ensemble.members, ensemble.chair];
  const onlySmallest = seats.every(({ model }) => 'pick' in model && model.pick === 'smallest');
  if (models.length > 1 && onlySmallest && smallest !== undefined) {
    const text = `The ensemble ${options.ensemble} takes the smallest, ${smallest.name}; --ensemble mixed-table takes up to three.`;
    terminal.line([text, palette.dim]);
  }
  if (picked.betterModels !== '') terminal.line([picked.betterModels, palette.dim]);
}

interface DebatePlace {
  readonly pageUrl: string;
  readonly channelId: string;
  readonly log: Log;
  readonly terminal: ScreenPart;
  readonly screen: TerminalScreen;
}

/** @throws DebateFailedError, DebateNotStartedError */
async function debate(
  options: DemoOptions,
  app: RunningApp,
  { pageUrl, channelId, log, terminal, screen }: DebatePlace,
  audience: Audience,
  signal: AbortSignal,
): Promise<void> {
  const host = await connectVisitor(pageUrl, { name: 'Demo host (scripted)', scripted: true }, signal);
  try {
    const onNeeds = (text: string): void => terminal.line([text, screen.palette.dim]);
    const trial = await startTrial(host, channelId, options, app, signal, onNeeds);
    const summary = await Promise.race([app.trials.finished(trial), untilAborted(signal)]);
    if (signal.aborted) return;
    audience.throwIfFailed();
    log.debug({ trial }, 'the demo debate is over');
    if (summary?.status === 'failed') throw new DebateFailedError();
  } finally {
    host.close();
  }
}
