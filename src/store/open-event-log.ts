import type { Clock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { withoutPassword } from '../core/without-password.ts';
import type { EventLog } from './event-log.ts';
import { KeyvEventLog } from './keyv-event-log.ts';
import { openKeyv } from './open-keyv.ts';
import { RecordsEventLog } from './records-event-log.ts';
import { isSharedAddress, type SharedEventLog } from './shared-event-log.ts';
import { StoreFailedError } from './store-failed-error.ts';
import { StoreNotSharedError } from './store-not-shared-error.ts';

export interface OpenEventLogOptions {
  readonly address: string;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Opens the event log that an address names: Postgres and Redis serve many processes; any other store that Keyv has an adapter for serves one.
 * @throws StoreFailedError when it can't be opened, StoreAdapterMissingError
 */
export async function openEventLog(options: OpenEventLogOptions): Promise<EventLog> {
  const { address, log, clock } = options;
  if (isSharedAddress(address)) return openSharedEventLog(options);
  return failing(address, async () => {
    const opened = await openKeyv(address);
    const { keyv } = opened;
    // Failures reach the caller as exceptions; without a listener Keyv would throw them a second time.
    keyv.on('error', (error: unknown) => log.debug({ err: error }, 'the store reported an error'));
    await keyv.get('open');
    return new KeyvEventLog(opened, clock);
  });
}

/**
 * Opens an event log that many processes may write.
 * @throws StoreNotSharedError for what serves one process, StoreFailedError when it can't be opened
 */
export async function openSharedEventLog({ address, log, clock }: OpenEventLogOptions): Promise<SharedEventLog> {
  if (!isSharedAddress(address)) throw new StoreNotSharedError(address.slice(0, address.indexOf('://')));
  return failing(address, async () => {
    // Imported only here: whoever keeps a file needs neither.
    const records = address.startsWith('redis')
      ? await (await import('./redis-records.ts')).RedisRecords.open(address, log)
      : await (await import('./postgres-records.ts')).PostgresRecords.open(address, log);
    return new RecordsEventLog(records, { clock, log });
  });
}

async function failing<Opened>(address: string, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    throw isExpected(error) ? error : new StoreFailedError(`open the database ${withoutPassword(address)}`, error);
  }
}
