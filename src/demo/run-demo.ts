import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import { systemEntropy } from '../core/random.ts';
import { createBot } from '../discord/bot.ts';
import { type PickedHost, pickHost } from '../models/pick-host.ts';
import { startPlayground } from '../playground/start-playground.ts';
import { connectVisitor } from '../playground/visitor-client.ts';
import { type RunningApp, startApp } from '../start-app.ts';
import { createPalette, type Palette } from '../terminal/palette.ts';
import { createTerminalPresenter } from '../terminal/terminal-presenter.ts';
import { type Audience, seatAudience } from './audience.ts';
import { DebateFailedError } from './debate-failed-error.ts';
import type { DemoOptions } from './demo-options.ts';
import { downloadProgress } from './download-progress.ts';
import { startDebate } from './start-debate.ts';

/** The parts of a process that the demo uses. */
export type DemoProcess = Pick<NodeJS.Process, 'stdout' | 'env'>;

/**
 * One process, no configuration: a Discord on loopback, the production bot on it, local models, one debate started through the slash
 * command, and the debate in the terminal beside the page. Ends with the results (`options.exit`) or when the signal is aborted.
 * @throws ExpectedError when something cannot be run or shown; an incomplete debate is a result, not an error
 */
export async function runDemo(options: DemoOptions, process: DemoProcess, signal: AbortSignal): Promise<void> {
  const out = process.stdout;
  const palette = createPalette(out.isTTY === true && process.env['NO_COLOR'] === undefined);
  const say = (line: string): void => void out.write(`${line}\n`);
  // A demo that works says nothing in its log; LOG_LEVEL shows more.
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
  const log = createLog(config.logLevel);

  const ends: (() => Promise<void>)[] = [];
  try {
    const picked = await pickHost(config, { log, clock: systemClock, say, onProgress: downloadProgress(out) }, signal);
    introduce(picked, say, palette);

    const playground = await startPlayground(
      { port: options.port, rateLimits: options.rateLimits },
      { log, clock: systemClock, entropy: systemEntropy },
    );
    ends.push(() => playground.close());
    const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));

    const demoConfig: Config = {
      ...config,
      discordApi: playground.apiUrl,
      discordToken: playground.botToken,
      database: `sqlite://${path.join(folder, 'demo.sqlite')}`,
      debatesPerDay: 1000,
    };
    const app = await startApp(demoConfig, log, picked);
    ends.push(() => app.close());
    app.trials.addPresenter(createTerminalPresenter({ out, palette }));
    const bot = createBot(app, {
      token: playground.botToken,
      limits: options.rateLimits === 'real' ? 'discord' : 'none',
    });
    ends.push(() => bot.close());
    // Before the bot leaves: what the trials still have to show needs it.
    ends.push(() => app.trials.close());
    await bot.start(signal);
    say(`${palette.bold('Watch, vote and start debates of your own:')} ${playground.pageUrl}`);

    const audience = await seatAudience(options.audience, playground.pageUrl, options.seed ?? 1, { log }, signal);
    ends.push(async () => audience.close());
    await debate(options, app, playground.pageUrl, playground.channelId, log, audience, signal);
    if (options.exit) return;
    say(palette.dim(`The page stays at ${playground.pageUrl}; /debate start begins the next one. Ctrl-C ends.`));
    await untilAborted(signal);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function debate(
  options: DemoOptions,
  app: RunningApp,
  pageUrl: string,
  channelId: string,
  log: Log,
  audience: Audience,
  signal: AbortSignal,
): Promise<void> {
  const host = await connectVisitor(pageUrl, { name: 'Demo host (scripted)', scripted: true }, signal);
  try {
    const trial = await startDebate(host, channelId, options, app, signal);
    const summary = await Promise.race([app.trials.finished(trial), untilAborted(signal)]);
    audience.throwIfFailed();
    log.debug({ trial }, 'the demo debate is over');
    if (summary?.status === 'failed') throw new DebateFailedError();
  } finally {
    host.close();
  }
}

function introduce(picked: PickedHost, say: (line: string) => void, palette: Palette): void {
  say(`${palette.bold('Models:')} ${picked.host.label}, ${picked.goodFor}`);
  if (picked.betterModels !== '') say(palette.dim(picked.betterModels));
  if (picked.caution !== '') say(palette.dim(picked.caution));
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
