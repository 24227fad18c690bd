import { type Job, Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../../core/log.ts';
import { MOST_TRIES } from '../run/run-study.ts';
import { runKey } from '../run/study-run.ts';
import { Outage } from './outage.ts';
import { QueueUnreachableError } from './queue-unreachable-error.ts';
import type { QueuedRun } from './queued-run.ts';

export const QUEUE_NAME = 'runs';
export const QUEUE_PREFIX = 'ensemble-debates';

/** How long Redis may take to let us in at first, in milliseconds. */
const CONNECTS_WITHIN = 5000;
/** The longest rest before it is looked for again, in milliseconds. */
const LONGEST_REST = 3000;
/** How long a run rests whose server or model could not be had, in milliseconds; each time twice as long. */
const FIRST_TRY_REST = 5000;

export type RunState = 'waiting' | 'running' | 'failed' | 'unknown';

const STATES: Readonly<Record<string, RunState>> = {
  active: 'running',
  failed: 'failed',
  delayed: 'waiting',
  prioritized: 'waiting',
  waiting: 'waiting',
  'waiting-children': 'waiting',
};

/**
 * A connection to Redis that waits as long as Redis is away; the log says when it goes and comes.
 * @throws QueueUnreachableError when it can't be had at first
 */
export async function connectQueue(address: string, log: Log): Promise<Redis> {
  const redis = new Redis(address, {
    lazyConnect: true,
    connectTimeout: CONNECTS_WITHIN,
    // Blocking commands wait for Redis to come back; BullMQ asks for it.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(LONGEST_REST, times * 100),
  });
  let trouble: unknown;
  const note = (error: unknown): void => {
    trouble = error;
  };
  redis.on('error', note);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new QueueUnreachableError(address, trouble ?? error);
  }
  redis.off('error', note);
  const outage = new Outage('the queue', log);
  redis.on('error', (error) => outage.began(error));
  redis.on('ready', () => outage.ended());
  return redis;
}

/** The runs that wait for workers, those that workers have, and those that failed. Runs that ended stand in the store alone. */
export class RunQueue {
  readonly connection: Redis;
  readonly #queue: Queue<QueuedRun>;
  readonly #log: Log;

  private constructor(connection: Redis, log: Log) {
    this.connection = connection;
    this.#log = log;
    this.#queue = new Queue(QUEUE_NAME, { connection, prefix: QUEUE_PREFIX });
    this.#queue.on('error', (error) => log.debug({ err: error }, 'the queue reported an error'));
  }

  /** @throws QueueUnreachableError */
  static async open(address: string, log: Log): Promise<RunQueue> {
    return new RunQueue(await connectQueue(address, log), log);
  }

  /** Puts runs on the queue, each at its place in the order; those that stand there already stay as they are. */
  async put(runs: readonly QueuedRun[]): Promise<void> {
    await this.#queue.addBulk(
      runs.map((queued) => ({
        name: queued.run.type,
        data: queued,
        opts: {
          jobId: runKey(queued.run),
          priority: queued.place,
          attempts: MOST_TRIES,
          backoff: { type: 'exponential', delay: FIRST_TRY_REST },
          removeOnComplete: true,
          removeOnFail: false,
        },
      })),
    );
  }

  async stateOf(key: string): Promise<RunState> {
    return STATES[await this.#queue.getJobState(key)] ?? 'unknown';
  }

  /** Why a run failed, for people. */
  async reasonOf(key: string): Promise<string> {
    const job: Job | undefined = await this.#queue.getJob(key);
    return job?.failedReason ?? 'nobody said why';
  }

  /** Takes a run off the queue; one that a worker has stays. */
  async remove(key: string): Promise<void> {
    const job = await this.#queue.getJob(key);
    await job?.remove().catch((error: unknown) => this.#log.debug({ err: error, run: key }, 'a run was not removed'));
  }

  /** Tells of each run to which something happens. @returns how to end it */
  async listen(onChange: (key: string) => void): Promise<() => Promise<void>> {
    const events = new QueueEvents(QUEUE_NAME, { connection: this.connection, prefix: QUEUE_PREFIX });
    events.on('error', (error) => this.#log.debug({ err: error }, 'the queue reported an error'));
    for (const name of ['active', 'completed', 'delayed', 'failed', 'stalled'] as const) {
      events.on(name, ({ jobId }: { readonly jobId: string }) => onChange(jobId));
    }
    await events.waitUntilReady();
    return () => events.close();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    this.connection.disconnect();
  }
}
