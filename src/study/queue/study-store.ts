import { type Config, readOfflineConfig, requireQueue } from '../../config.ts';
import { systemClock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { EventLog } from '../../store/event-log.ts';
import { openEventLog, openSharedEventLog } from '../../store/open-event-log.ts';
import { RunQueue } from './run-queue.ts';

/** The configuration with what a command's options name in place of QUEUE and DATABASE. @throws ConfigError */
export function readQueueConfig(
  { queue, store }: { readonly queue?: string | undefined; readonly store?: string | undefined },
  environment: NodeJS.ProcessEnv,
): Config {
  return readOfflineConfig({
    // That the queue or the store is away is to be read.
    ...(queue === undefined ? {} : { LOG_LEVEL: 'warn' }),
    ...environment,
    ...(queue === undefined ? {} : { QUEUE: queue }),
    ...(store === undefined ? {} : { DATABASE: store }),
  });
}

/** Where a study's events go, and the queue by which it is run, if it is. */
export interface StudyStore {
  readonly events: EventLog;
  readonly queue: RunQueue | undefined;
  close(): Promise<void>;
}

/**
 * Opens a study's own database, or with a queue the store that it shares with its workers.
 * @param queueGiven the option; absent: the study runs in this process, whatever QUEUE is
 * @throws StoreNotSharedError, StoreFailedError, QueueUnreachableError
 */
export async function openStudyStore(
  queueGiven: string | undefined,
  ownDatabase: string,
  config: Config,
  log: Log,
): Promise<StudyStore> {
  const options = { log, clock: systemClock };
  if (queueGiven === undefined) {
    const events = await openEventLog({ ...options, address: ownDatabase });
    return { events, queue: undefined, close: () => events.close() };
  }
  const events = await openSharedEventLog({ ...options, address: config.database });
  try {
    const queue = await RunQueue.open(requireQueue(config), log);
    return {
      events,
      queue,
      async close() {
        await queue.close();
        await events.close();
      },
    };
  } catch (error) {
    await events.close();
    throw error;
  }
}
