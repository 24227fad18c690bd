import { access } from 'node:fs/promises';
import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { openEventLog } from '../store/open-event-log.ts';
import { readStudyEvents } from './data/read-study-events.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { StudyUnreadableError } from './data/study-unreadable-error.ts';
import { readTables } from './data/tables.ts';
import type { Sitting } from './run/study-events.ts';
import { StudyRecord } from './run/study-record.ts';

/** What a study's folder tells of it. */
export interface StudyFound {
  readonly data: StudyData;
  /** On what it was run, oldest first. */
  readonly sittings: readonly Sitting[];
  /** It is finished, and these are its tables. */
  readonly published: boolean;
}

/**
 * A study's data out of its folder: the published tables of a finished one, else what its store has so far.
 * @param store the address of the store that it shares with workers; absent: the file in its folder
 * @throws StudyUnreadableError, StoreFailedError, CorruptRecordError
 */
export async function readStudyFolder(folder: StudyFolder, log: Log, store?: string): Promise<StudyFound> {
  const manifest = await folder.manifest();
  if (manifest !== undefined) {
    const data = { head: manifest.head, ...(await readTables((name) => folder.read(name))) };
    return { data, sittings: manifest.sittings, published: true };
  }
  const plan = await folder.plan();
  if (plan === undefined) throw new StudyUnreadableError(folder.path, 'holds no study');
  if (store === undefined) {
    // A file that is opened is also made.
    await access(folder.store).catch((error: unknown) => {
      throw new StudyUnreadableError(folder.path, 'holds a plan of which nothing was run', error);
    });
  }
  const events = await openEventLog({ address: store ?? `sqlite://${folder.store}`, log, clock: systemClock });
  try {
    const { begun, sittings } = await StudyRecord.open(events, plan);
    if (begun === undefined) throw new StudyUnreadableError(folder.path, 'holds a plan of which nothing was run');
    return {
      data: await readStudyEvents(begun, events),
      sittings: sittings.map(({ sitting }) => sitting),
      published: false,
    };
  } finally {
    await events.close();
  }
}
