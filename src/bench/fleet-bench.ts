import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../config.ts';
import { DEFAULTS } from '../content/defaults.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { PooledHost } from '../models/pool/pooled-host.ts';
import type { ModelPool } from '../models/port/picked-host.ts';
import { startApp } from '../start-app.ts';
import { chosen } from '../trial/chosen.ts';
import { watchLoop } from './loop-watch.ts';
import { type FleetPace, FleetRecord, scriptedServer } from './scripted-fleet.ts';

/** A simulated fleet: its servers are scripted, with stated latencies. All else is real: pool, engine, judge, store on disk. */
export interface Fleet extends FleetPace {
  readonly servers: number;
  readonly slotsAServer: number;
}

/** What so many debates at once came to. */
export interface FleetResult {
  readonly debates: number;
  readonly seconds: number;
  readonly calls: number;
  /**
   * The servers' own working time over what they could have worked, as long as no slot lacked a debate: 0 to 1. A debate keeps one slot busy,
   * so the end, when fewer debates are left than slots, says nothing of what a fleet can do.
   */
  readonly throughput: number;
  /** The longest that a call waited for a server, in milliseconds. */
  readonly longestWait: number;
  /** The longest that a debate waited in line before its first turn began, in milliseconds. */
  readonly longestLine: number;
  /** The 99th percentile of the event loop's delay, in milliseconds, beyond the timer's own resolution. */
  readonly loopDelayP99: number;
  /** The most resident memory, in bytes. */
  readonly memory: number;
  /** Debates that ended complete. */
  readonly complete: number;
}

export interface FleetDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

/** The fleet's servers behind our pool. @param record is told of every call */
export function simulatedFleet(fleet: Fleet, record: FleetRecord, { config, clock, log }: FleetDeps): ModelPool {
  const servers = Array.from({ length: fleet.servers }, (_, place) => ({
    host: scriptedServer(`scripted server ${place + 1}`, fleet, record),
    concurrency: fleet.slotsAServer,
  }));
  return record.watch(new PooledHost(servers, { clock, log, silenceMilliseconds: config.modelSilenceMilliseconds }));
}

const LOOK_EVERY = 250;

/** Runs so many trials at once, each to the opening of its ballot, on a fleet of scripted servers. */
export async function measureFleet(
  debates: number,
  fleet: Fleet,
  { config, clock, log }: FleetDeps,
  signal: AbortSignal,
): Promise<FleetResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ensemble-debates-'));
  const record = new FleetRecord(clock);
  const host = simulatedFleet(fleet, record, { config, clock, log });
  const database = `sqlite://${path.join(folder, 'bench.sqlite')}`;
  const app = await startApp({ ...config, database, judged: ['debate'], queueLength: debates }, log, {
    host,
    goodFor: '',
    betterModels: '',
    caution: 'scripted words',
  });
  const watching = new AbortController();
  let memory = 0;
  const watch = (async () => {
    for (;;) {
      memory = Math.max(memory, process.memoryUsage.rss());
      await clock.sleep(LOOK_EVERY, watching.signal);
    }
  })().catch(() => {});
  try {
    const scenario = chosen('scenario', DEFAULTS.scenario, app.content.scenarios);
    const plans = await Promise.all(
      Array.from({ length: debates }, (_, place) =>
        app.trials.plan({
          scenario,
          ensemble: DEFAULTS.ensemble,
          format: DEFAULTS.format,
          seed: place,
          // Ballots stay open until the end: people's time is not measured here.
          ballotMilliseconds: 3_600_000,
          startedBy: app.personIds.idOf('bench'),
          // As on five Discord servers, which take turns.
          origin: { guildId: String(place % 5), channelId: '1' },
        }),
      ),
    );
    const atBallot = new Map<string, () => void>();
    const ready = plans.map(({ trial }) => new Promise<void>((resolve) => atBallot.set(trial, resolve)));
    const endedAt: number[] = [];
    let longestLine = 0;
    let start = clock.now();
    app.trials.addPresenter({
      name: 'bench',
      lasts: false,
      async present({ trial }, updates) {
        let begun = false;
        for await (const { event } of updates) {
          if (!begun && event.type === 'turn-start') {
            begun = true;
            longestLine = Math.max(longestLine, clock.now() - start);
          }
          if (event.type === 'ballot-open') endedAt.push(clock.now());
          if (event.type === 'ballot-open' || event.type === 'trial-end') atBallot.get(trial)?.();
        }
      },
    });
    const ended = watchLoop();
    start = clock.now();
    for (const plan of plans) await app.trials.start(plan);
    await untilAborted(Promise.all(ready), signal);
    const seconds = (clock.now() - start) / 1000;
    const { p99 } = ended();
    const slots = Math.min(debates, fleet.servers * fleet.slotsAServer);
    return {
      debates,
      seconds,
      calls: record.calls,
      throughput: record.throughput(slots, endedAt[debates - slots] ?? clock.now()),
      longestWait: record.longestWait,
      longestLine,
      loopDelayP99: p99,
      memory,
      complete: endedAt.length,
    };
  } finally {
    watching.abort();
    await watch;
    await app.trials.close();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  signal.throwIfAborted();
  await Promise.race([work, aborted]);
}
