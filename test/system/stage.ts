import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { AuditService } from '../../src/audit/audit-service.ts';
import { loadAuditTexts } from '../../src/audit/audit-texts.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/core/clock.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { type Bot, createBot } from '../../src/discord/bot.ts';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import { OneJob } from '../../src/jobs/one-job.ts';
import { Leaderboards } from '../../src/leaderboard/leaderboards.ts';
import type { PooledServer } from '../../src/models/pool/pool-server.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import type { ModelHost, ModelInfo } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { OwnContents } from '../../src/own-content/own-contents.ts';
import type { PlaygroundForTests } from '../../src/playground/playground-for-tests.ts';
import { startPlaygroundForTests } from '../../src/playground/start-playground-for-tests.ts';
import { connectVisitor } from '../../src/playground/visitor/client/visitor-client.ts';
import { People } from '../../src/privacy/people.ts';
import { Privacy } from '../../src/privacy/privacy.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { endBot } from '../../src/run-bot.ts';
import type { RunningApp } from '../../src/start-app.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { StudyPlans } from '../../src/study/plan/study-plans.ts';
import { StudyService } from '../../src/study/service/study-service.ts';
import { LocalTrialService } from '../../src/trial/local-trial-service.ts';
import { content } from '../support/content.ts';
import { expectDocumented } from '../support/expect-documented.ts';
import { personIds } from '../support/people.ts';
import { type RecordingProxy, startRecordingProxy } from '../support/recording-proxy.ts';
import { goodScript } from '../support/speech.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Eyes } from './eyes.ts';
import { SkippingClock } from './skipping-clock.ts';

export const MODEL = 'scripted-model:1b';

export interface StageOptions {
  readonly rateLimits?: 'off' | 'real';
  /** Of the playground too. */
  readonly clock?: Clock;
}

export interface RunOptions {
  readonly script?: Script;
  readonly models?: readonly ModelInfo[];
  /** In place of a host with `models` that follow `script`. */
  readonly host?: ModelHost;
  /** In place of `host` alone. */
  readonly servers?: readonly PooledServer[];
  readonly config?: Partial<Config>;
  /** In place of the stage's. */
  readonly clock?: Clock;
  readonly limits?: 'discord' | 'none';
  /** In place of the playground's. */
  readonly api?: string;
  readonly token?: string;
  /** The folder that holds studies/, in place of the program's. */
  readonly plansRoot?: string;
}

/** The bot and its app on a stage; both end when `close` is called or the test is over. */
export interface Run {
  readonly app: RunningApp;
  readonly bot: Bot;
  close(): Promise<void>;
}

/** A playground, a database file and a clock on which the bot can be started again and again. */
export class Stage {
  readonly playground: PlaygroundForTests;
  /** Between the bot and the playground: all that passed. */
  readonly wire: RecordingProxy;
  readonly database: string;
  /** The bot's clock. */
  readonly clock: SkippingClock = new SkippingClock();
  /** What was logged, one JSON text a line. */
  readonly logged: string[] = [];
  readonly #given: Clock | undefined;

  private constructor(
    playground: PlaygroundForTests,
    wire: RecordingProxy,
    database: string,
    given: Clock | undefined,
  ) {
    this.playground = playground;
    this.wire = wire;
    this.database = database;
    this.#given = given;
  }

  static async open({ rateLimits = 'off', clock }: StageOptions = {}): Promise<Stage> {
    const folder = await temporaryFolder();
    const playground = await startPlaygroundForTests(
      { port: 0, rateLimits },
      { log: createLog('silent'), clock: clock ?? systemClock, entropy: systemEntropy },
    );
    onTestFinished(() => playground.close());
    // No more than the invitation asks for.
    playground.setBotPermissions(NEEDED_PERMISSIONS);
    const wire = await startRecordingProxy(playground.apiUrl);
    return new Stage(playground, wire, `sqlite://${path.join(folder, 'bot.sqlite')}`, clock);
  }

  /** The bot, logged in and ready. */
  async run(options: RunOptions = {}): Promise<Run> {
    const run = await this.prepare(options);
    await run.bot.start(new AbortController().signal);
    return run;
  }

  /** The bot before its login. */
  async prepare(options: RunOptions = {}): Promise<Run> {
    const clock = options.clock ?? this.#given ?? this.clock;
    const log = createLog('debug', { write: (line) => void this.logged.push(line) });
    const config: Config = {
      ...readConfig({}),
      // What else can be judged has tests of its own; the others are over sooner.
      judged: ['debate'],
      discordApi: options.api ?? this.wire.api,
      database: this.database,
      ...options.config,
    };
    const models = options.models ?? [scriptedModelInfo(MODEL)];
    const one = options.host ?? scriptedHost(models, options.script ?? goodScript);
    const host = new PooledHost(options.servers ?? [{ host: one, concurrency: 1 }], {
      clock,
      log,
      silenceMilliseconds: config.modelSilenceMilliseconds,
    });
    const picked = { host, goodFor: 'tests', betterModels: '', caution: 'Scripted words.' };
    const events = await openEventLog({ address: this.database, log, clock });
    const people = await People.open(events, personIds);
    const ownContents = new OwnContents({ content, events, log });
    const shared = { config, log, clock, entropy: systemEntropy, personIds, people, content, ownContents, events };
    const trials = await LocalTrialService.open({ ...shared, picked });
    const jobs = { ...shared, turn: (signal: AbortSignal) => trials.modelsFree(signal), oneJob: new OneJob() };
    const audits = await AuditService.open({ ...jobs, host, loadTexts: () => loadAuditTexts(PROJECT_ROOT, content) });
    const plans = new StudyPlans(options.plansRoot ?? PROJECT_ROOT, content);
    const studies = await StudyService.open({ ...jobs, picked, plans, trials, voting: config.voting });
    const app: RunningApp = {
      ...shared,
      host,
      trials,
      privacy: new Privacy({ ...shared, trials }),
      audits,
      studies,
      leaderboards: new Leaderboards(events, log),
      close: () => events.close(),
    };
    const bot = createBot(app, { token: options.token ?? this.playground.botToken, limits: options.limits ?? 'none' });
    let closed: Promise<void> | undefined;
    const close = (): Promise<void> => {
      closed ??= endBot(bot, app);
      return closed;
    };
    onTestFinished(close);
    return { app, bot, close };
  }

  async eyes(name: string, scripted = false): Promise<Eyes> {
    const visitor = await connectVisitor(this.playground.pageUrl, { name, scripted }, new AbortController().signal);
    onTestFinished(() => visitor.close());
    return new Eyes(visitor, this.playground.channelId);
  }

  /** What must hold at the end of every test: no fault of the bot, by two different judges; nobody pinged, no secret in the log. */
  expectClean(eyes: Eyes): void {
    expect(this.playground.violations()).toEqual([]);
    expectDocumented(this.wire);
    expectNobodyPinged(eyes);
    const log = this.logged.join('');
    expect(log).not.toContain(this.playground.botToken);
    expect(log.match(/\/webhooks\/\d+\/(?!\[secret\]|:token)[^/"]+/)).toBeNull();
  }
}

export function expectNobodyPinged(eyes: Eyes): void {
  for (const { mentions, mention_everyone, mention_roles } of eyes.everything) {
    expect({ mentions, mention_everyone, mention_roles }).toEqual({
      mentions: [],
      mention_everyone: false,
      mention_roles: [],
    });
  }
}
