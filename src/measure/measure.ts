import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, readLocalConfig } from '../config.ts';
import { DEFAULTS } from '../content/defaults.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { systemEntropy } from '../core/random.ts';
import { parseDemoOptions } from '../demo/demo-options.ts';
import { startTrial } from '../demo/start-trial.ts';
import { PooledHost } from '../models/pool/pooled-host.ts';
import { startPlayground } from '../playground/start-playground.ts';
import type { Visitor } from '../playground/visitor/client/visitor.ts';
import { connectVisitor } from '../playground/visitor/client/visitor-client.ts';
import { runBot } from '../run-bot.ts';
import { startApp } from '../start-app.ts';
import { lastMark, PaceRecord, pacedHost } from './paced-script.ts';

/** A word every so many milliseconds: about what a small model writes on a CPU. */
const PACE = 25;

interface Measured {
  readonly readyMilliseconds: number;
  readonly totalMilliseconds: number;
  readonly modelMilliseconds: number;
  readonly longestStale: number;
  readonly longestWait: number;
  readonly refusedForRate: number;
}

/** Measures the bot around a scripted model of a known pace, without and with Discord's rate limits, and prints what it found. */
export async function measure(process: Pick<NodeJS.Process, 'env' | 'stdout'>, signal: AbortSignal): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`One debate each, a scripted model that writes a word every ${PACE} ms, 1 s of ballot.`);
  say('');
  say('| | without rate limits | with all of Discord’s |');
  say('| --- | --- | --- |');
  const free = await run('off', process.env, signal);
  const limited = await run('real', process.env, signal);
  const row = (name: string, value: (measured: Measured) => string): void =>
    say(`| ${name} | ${value(free)} | ${value(limited)} |`);
  row('bot ready after its start', ({ readyMilliseconds }) => seconds(readyMilliseconds));
  row('debate, both arms, until the ballot', ({ totalMilliseconds }) => seconds(totalMilliseconds));
  row(
    'of that the bot’s own share',
    ({ totalMilliseconds, modelMilliseconds }) =>
      `${((100 * (totalMilliseconds - modelMilliseconds)) / totalMilliseconds).toFixed(1)}%`,
  );
  row('longest time that written words were not on screen', ({ longestStale }) => seconds(longestStale));
  row('longest wait of a finished text for the limits', ({ longestWait }) => seconds(longestWait));
  row('requests refused for their rate (429)', ({ refusedForRate }) => String(refusedForRate));
}

async function run(rateLimits: 'off' | 'real', environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Measured> {
  const clock = systemClock;
  const local = readLocalConfig(environment);
  const log = createLog(local.logLevel);
  const record = new PaceRecord();
  const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-'));
  const playground = await startPlayground({ port: 0, rateLimits }, { log, clock, entropy: systemEntropy });
  const config: Config = {
    ...local,
    discordApi: playground.apiUrl,
    database: `sqlite://${path.join(folder, 'measure.sqlite')}`,
    // What is measured here must not change with what judges are asked.
    judged: ['debate'],
  };
  const paced = { host: pacedHost(PACE, clock, record), concurrency: 1 };
  const host = new PooledHost([paced], { clock, log, silenceMilliseconds: local.modelSilenceMilliseconds });
  const limits = rateLimits === 'real' ? 'discord' : 'none';
  try {
    const app = await startApp(config, log, { host, goodFor: '', betterModels: '', caution: 'scripted words' });
    return await runBot(app, { token: playground.botToken, limits }, async (bot) => {
      const startedAt = clock.now();
      await bot.start(signal);
      const readyMilliseconds = clock.now() - startedAt;
      const visitor = await connectVisitor(playground.pageUrl, { name: 'Meter (scripted)', scripted: true }, signal);
      const stale = watchStaleness(visitor, record, clock.now);
      const options = { ...parseDemoOptions({ ...DEFAULTS, port: 0 }, false), ballotSeconds: 1 };
      let ballotAt = 0;
      app.trials.addPresenter({
        name: 'meter',
        lasts: false,
        async present(_plan, updates) {
          for await (const { event } of updates) if (event.type === 'ballot-open') ballotAt = clock.now();
        },
      });
      const beganAt = clock.now();
      await app.trials.finished(await startTrial(visitor, playground.channelId, options, app, signal));
      visitor.close();
      return {
        readyMilliseconds,
        totalMilliseconds: ballotAt - beganAt,
        modelMilliseconds: record.busyMilliseconds,
        longestStale: stale(),
        longestWait: bot.longestWait(),
        refusedForRate: playground.rateLimited(),
      };
    });
  } finally {
    await playground.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the longest time so far between the writing of a word of the ensemble and its being on a visitor's screen */
function watchStaleness(visitor: Visitor, record: PaceRecord, now: () => number): () => number {
  const shown = new Map<number, number>();
  let longest = 0;
  visitor.events((dispatch) => {
    if (dispatch.event !== 'MESSAGE_CREATE' && dispatch.event !== 'MESSAGE_UPDATE') return;
    const mark = dispatch.data.webhook_id === undefined ? undefined : lastMark(dispatch.data.content);
    if (mark === undefined) return;
    const before = shown.get(mark.call) ?? -1;
    const oldest = mark.word > before ? record.writtenAt(mark.call, before + 1) : undefined;
    if (oldest !== undefined) longest = Math.max(longest, now() - oldest);
    shown.set(mark.call, Math.max(before, mark.word));
  });
  return () => longest;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
