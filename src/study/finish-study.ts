import { programVersion } from '../program-version.ts';
import type { EventLog } from '../store/event-log.ts';
import { type Manifest, STUDY_FORMAT, STUDY_VERSION } from './data/manifest.ts';
import { readStudy } from './data/read-study.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { tableFiles } from './data/tables.ts';
import { DATASHEET, datasheet } from './datasheet/datasheet.ts';
import { reportInto } from './report-into.ts';
import type { StudyRecord } from './run/study-record.ts';

/**
 * Publishes a study that is whole into its folder: its tables, its report, its datasheet, and the manifest that fixes them.
 * @returns names of the files
 * @throws StudyUnwritableError, StoreFailedError, CorruptRecordError
 */
export async function finishStudy(
  folder: StudyFolder,
  record: StudyRecord,
  events: EventLog,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { begun } = record;
  if (begun === undefined) throw new TypeError('A study that is whole was begun');
  const data = await readStudy(begun, events);
  const files = await tableFiles(data);
  const manifest: Manifest = {
    format: STUDY_FORMAT,
    version: STUDY_VERSION,
    writtenBy: { program: 'ensemble-debates', version: await programVersion() },
    head: begun.head,
    layoutHash: begun.layoutHash,
    promptHashes: begun.promptHashes,
    trials: begun.trials,
    order: begun.order,
    sittings: record.sittings.map(({ at, sitting }) => ({ began: new Date(at).toISOString(), ...sitting })),
    runsFailed: record.failures,
    files: files.map(({ entry }) => entry),
  };
  const named = files.map(({ entry, bytes }) => ({ name: entry.name, bytes }));
  const { files: report, study } = await reportInto(folder, data, manifest.sittings, signal);
  const sheet = { name: DATASHEET, bytes: datasheet(manifest, study) };
  await folder.finish(manifest, [...named, sheet]);
  return [...named.map(({ name }) => name), 'manifest.json', DATASHEET, ...report];
}
