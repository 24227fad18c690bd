import { onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import type { JudgedKind } from '../../src/judge/judged-kind.ts';
import type { ModelInfo } from '../../src/models/port/chat-model.ts';
import type { ModelPool } from '../../src/models/port/picked-host.ts';
import { type Script, scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { OwnContents } from '../../src/own-content/own-contents.ts';
import type { EventLog, Logged } from '../../src/store/event-log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { LocalTrialService } from '../../src/trial/local-trial-service.ts';
import type { TrialPresenter } from '../../src/trial/presenter.ts';
import type { CountReactions, TrialRequest } from '../../src/trial/service.ts';
import { content, entry } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { voterId } from '../support/people.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';
import { SkippingClock } from '../system/skipping-clock.ts';

/** Reads along, and keeps all that it was shown. It may be held up, as a slow Discord does. */
export class Watcher implements TrialPresenter {
  readonly name = 'watcher';
  readonly lasts = true;
  readonly seen: TrialUpdate[] = [];
  readonly #waiting = new Set<() => void>();
  #held: Promise<void> | undefined;

  async present(_plan: unknown, updates: AsyncIterable<TrialUpdate>, signal: AbortSignal): Promise<void> {
    for await (const update of updates) {
      if (this.#held !== undefined) await Promise.race([this.#held, aborted(signal)]);
      if (signal.aborted) return;
      this.seen.push(update);
      for (const look of [...this.#waiting]) look();
    }
  }

  /** From now on nothing is shown until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      this.#held = undefined;
      release();
    };
  }

  /** Waits until so many updates of a type were shown. */
  shown(type: TrialUpdate['event']['type'], times = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.seen.filter(({ event }) => event.type === type).length < times) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A database that says what is stored in it, and refuses what a test wants refused. */
class WatchedLog implements EventLog {
  readonly #log: EventLog;
  readonly #refused: readonly string[];
  readonly #before: (type: string) => Promise<void>;
  readonly #types = new Set<string>();
  readonly #waiting = new Set<() => void>();

  constructor(log: EventLog, refused: readonly string[], before: (type: string) => Promise<void>) {
    this.#log = log;
    this.#refused = refused;
    this.#before = before;
  }

  /** One at a time, as a database that can't store several together. */
  async append(stream: string, seq: number, event: unknown): Promise<readonly Logged<unknown>[]> {
    const type = typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
    if (this.#refused.includes(type)) throw new StoreFailedError(`store ${type}`, 'the disk is full');
    await this.#before(type);
    const logged = await this.#log.append(stream, seq, event);
    this.#types.add(type);
    for (const look of [...this.#waiting]) look();
    return logged;
  }

  read(stream: string, fromSeq?: number): Promise<readonly Logged<unknown>[]> {
    return this.#log.read(stream, fromSeq);
  }

  async redact(stream: string, seq: number, event: unknown): Promise<void> {
    if (this.#refused.includes('deletion')) throw new StoreFailedError('delete', 'the disk is full');
    await this.#before('deletion');
    await this.#log.redact(stream, seq, event);
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  stored(type: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.#types.has(type)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

export interface Process {
  readonly trials: LocalTrialService;
  readonly watcher: Watcher;
  /** The database as this process has it. */
  readonly events: EventLog;
  /** Waits until an event of a type is stored. */
  stored(type: string): Promise<void>;
}

export interface ProcessOptions {
  readonly script?: Script;
  /** In place of one server that follows `script`. */
  readonly host?: ModelPool;
  readonly countReactions?: CountReactions;
  /** Types of events that the database refuses. */
  readonly refused?: readonly string[];
  /** What storing an event of a type waits for. */
  readonly beforeStoring?: (type: string) => Promise<void>;
  /** How many votes a ballot should have; absent: it needs none. */
  readonly quorum?: number;
  readonly queueLength?: number;
  /** What the panel judges; absent: debates. */
  readonly judged?: readonly JudgedKind[];
  /** In place of one scripted model. */
  readonly models?: readonly ModelInfo[];
  /** How many calls the model takes at a time; absent: one. */
  readonly concurrency?: number;
}

/** A database (in memory, for speed) on which one process after the other runs trials. */
export class Database {
  readonly events: EventLog;
  readonly clock: SkippingClock;
  readonly logged: string[] = [];

  private constructor(events: EventLog, clock: SkippingClock) {
    this.events = events;
    this.clock = clock;
  }

  static async open(): Promise<Database> {
    const clock = new SkippingClock();
    return new Database(await openEventLog({ address: 'memory://', log: createLog('silent'), clock }), clock);
  }

  /** Puts what no version has written at the end of a stream. */
  async corrupt(stream: string): Promise<void> {
    await this.events.append(stream, (await this.events.read(stream)).length, { type: 'of another version' });
  }

  async process(options: ProcessOptions = {}): Promise<Process> {
    const log = createLog('debug', { write: (line) => void this.logged.push(line) });
    const events = new WatchedLog(this.events, options.refused ?? [], options.beforeStoring ?? (async () => {}));
    const config = readConfig({});
    const trials = await LocalTrialService.open({
      config: {
        ...config,
        voting: { ...config.voting, quorum: options.quorum ?? 0 },
        queueLength: options.queueLength ?? 10,
        judged: options.judged ?? ['debate'],
      },
      content,
      ownContents: new OwnContents({ content, events, log }),
      picked: {
        host:
          options.host ??
          pooled(scriptedHost(options.models ?? [scriptedModelInfo(MODEL)], options.script ?? goodScript), {
            clock: this.clock,
            log,
            concurrency: options.concurrency ?? 1,
          }),
        goodFor: 'tests',
        betterModels: '',
        caution: '',
      },
      events,
      clock: this.clock,
      entropy: systemEntropy,
      log,
    });
    const watcher = new Watcher();
    trials.addPresenter(watcher);
    if (options.countReactions !== undefined) trials.countReactionsWith(options.countReactions);
    onTestFinished(() => trials.close());
    return { trials, watcher, events, stored: (type) => events.stored(type) };
  }
}

/** A short trial: two members and a chair speak once in each arm. */
export function requestOf(person: string): TrialRequest {
  return {
    scenario: entry(content.scenarios, 'care-robot-refusal'),
    ensemble: 'pocket',
    format: 'proponent-opponent',
    rounds: 1,
    seed: 5,
    ballotMilliseconds: 3_600_000,
    startedBy: voterId(person),
    origin: null,
  };
}
