import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../../config.ts';
import { DEFAULTS } from '../../content/defaults.ts';
import type { Clock } from '../../core/clock.ts';
import type { TrialId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import { type Bot, createBot } from '../../discord/bot.ts';
import type { ReactableMessage } from '../../discord/reactions/posted-messages.ts';
import { reactableMessages } from '../../discord/reactions/reactable.ts';
import { DeliveryLog } from '../../discord/thread/delivery-log.ts';
import { POST } from '../../discord/thread/post-key.ts';
import { PooledHost } from '../../models/pool/pooled-host.ts';
import { endBot } from '../../run-bot.ts';
import { type RunningApp, startApp } from '../../start-app.ts';
import { chosen } from '../../trial/chosen.ts';
import { FleetRecord, scriptedServer } from '../scripted-fleet.ts';
import { Crowd } from './crowd.ts';

export interface CrowdDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** Told how far it is. */
  onWay(words: string): void;
}

/** How many debates are begun before the first of them are waited for. */
const AT_ONCE = 20;
/** How often it is looked whether threads stand, which costs the bot a little, in milliseconds. */
const LOOK_EVERY = 100;
const NO_TIME = { reading: 0, word: 0, choice: 0, words: 24 };
const OPERATOR = 'bench';

/** A bot on a crowd's playground, and its database, on which one bot after the other can run. */
export class BallotBench {
  readonly crowd: Crowd;
  readonly #deps: CrowdDeps;
  readonly #folder: string;
  #running: { readonly app: RunningApp; readonly bot: Bot } | undefined;

  private constructor(crowd: Crowd, folder: string, deps: CrowdDeps) {
    this.crowd = crowd;
    this.#folder = folder;
    this.#deps = deps;
  }

  static async open(deps: CrowdDeps): Promise<BallotBench> {
    const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-'));
    return new BallotBench(await Crowd.gather(), folder, deps);
  }

  get app(): RunningApp {
    return this.#now.app;
  }

  get bot(): Bot {
    return this.#now.bot;
  }

  /** Starts an app and its bot; they are ready when `bot.start` is. */
  async start(): Promise<Bot> {
    const { config, clock, log } = this.#deps;
    const { apiUrl, botToken } = this.crowd.opened;
    const server = scriptedServer('scripted server', NO_TIME, new FleetRecord(clock));
    const host = new PooledHost([{ host: server, concurrency: AT_ONCE }], {
      clock,
      log,
      silenceMilliseconds: config.modelSilenceMilliseconds,
    });
    const database = `sqlite://${path.join(this.#folder, 'bench.sqlite')}`;
    // Warnings are counted like the others here: what they do beside that is another matter.
    const own = {
      ...config,
      judged: ['debate' as const],
      database,
      discordApi: apiUrl,
      queueLength: 10_000,
      hideAfterWarnings: 0,
    };
    const app = await startApp(own, log, { host, goodFor: '', betterModels: '', caution: 'scripted words' });
    const bot = createBot(app, { token: botToken, limits: 'none' });
    this.#running = { app, bot };
    return bot;
  }

  /** Holds so many debates, each to its ballot, which stays open. */
  async openBallots(count: number, signal: AbortSignal): Promise<readonly TrialId[]> {
    const { app } = this;
    const { guildId, channelId } = this.crowd.opened;
    const trials: TrialId[] = [];
    while (trials.length < count) {
      const begun = await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - trials.length) }, async (_, place) => {
          const plan = await app.trials.plan({
            scenario: chosen('scenario', DEFAULTS.scenario, app.content.scenarios),
            ensemble: DEFAULTS.ensemble,
            format: 'proponent-opponent',
            rounds: 1,
            seed: trials.length + place,
            ballotMilliseconds: 24 * 3_600_000,
            startedBy: app.personIds.idOf(OPERATOR),
            origin: { guildId, channelId },
          });
          await app.trials.start(plan);
          return plan.trial;
        }),
      );
      await this.until(
        async () => (await Promise.all(begun.map((trial) => this.#isShown(trial)))).every(Boolean),
        signal,
        { every: LOOK_EVERY },
      );
      trials.push(...begun);
      this.#deps.onWay(`${trials.length} of ${count} ballots are open`);
    }
    return trials;
  }

  /** The messages of a trial under which reactions count, with the thread that they are in. */
  async messagesOf(
    trial: TrialId,
  ): Promise<{ threadId: string; messages: Pick<ReactableMessage, 'messageId' | 'target'>[] }> {
    const delivery = await DeliveryLog.read(this.app.events, trial);
    const messages = reactableMessages(delivery, await this.app.trials.view(trial));
    return { threadId: delivery.thread?.threadId ?? '', messages };
  }

  /**
   * @param options.within in milliseconds; absent: however long it takes
   * @param options.every how often it is looked at, in milliseconds
   * @returns whether it came to be
   */
  async until(
    holds: () => boolean | Promise<boolean>,
    signal: AbortSignal,
    { within = Number.POSITIVE_INFINITY, every = 5 }: { readonly within?: number; readonly every?: number } = {},
  ): Promise<boolean> {
    const { clock } = this.#deps;
    const start = clock.now();
    for (;;) {
      if (await holds()) return true;
      if (clock.now() - start > within) return false;
      await clock.sleep(every, signal);
    }
  }

  /** Ends the bot that runs; its playground and database stay. */
  async stop(): Promise<void> {
    if (this.#running === undefined) return;
    const { bot, app } = this.#running;
    this.#running = undefined;
    await endBot(bot, app);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.crowd.leave();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #now(): { readonly app: RunningApp; readonly bot: Bot } {
    if (this.#running === undefined) throw new TypeError('no bot runs');
    return this.#running;
  }

  async #isShown(trial: TrialId): Promise<boolean> {
    if ((await this.app.trials.view(trial)).ballot === null) return false;
    return (await DeliveryLog.read(this.app.events, trial)).postedAs(POST.ballot) !== undefined;
  }
}
