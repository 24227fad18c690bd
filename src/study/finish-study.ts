import type { JudgeSeat } from '../judge/panel.ts';
import { programVersion } from '../program-version.ts';
import type { EventLog } from '../store/event-log.ts';
import { type Manifest, STUDY_FORMAT, STUDY_VERSION } from './data/manifest.ts';
import { readStudyEvents } from './data/read-study-events.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { tableFiles } from './data/tables.ts';
import { DATASHEET, datasheet } from './datasheet/datasheet.ts';
import { reportInto } from './report-into.ts';
import type { StudyRecord } from './run/study-record.ts';

/** A study that is whole, as its process has it. */
export interface WholeStudy {
  readonly record: StudyRecord;
  readonly events: EventLog;
  /** With what is known of their audits now: one may have been made while the study ran. */
  readonly judges: readonly JudgeSeat[];
}

/**
 * Publishes a study that is whole into its folder.
 * @returns names of the files
 * @throws StudyUnwritableError, StoreFailedError, CorruptRecordError, AbortError
 */
export async function finishStudy(
  folder: StudyFolder,
  { record, events, judges }: WholeStudy,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { begun } = record;
  if (begun === undefined) throw new TypeError('A study that is whole was begun');
  const { layoutHash, promptHashes, trials, order } = begun;
  const sittings = record.sittings.map(({ at, sitting }) => ({ began: new Date(at).toISOString(), ...sitting }));
  const facts = { layoutHash, promptHashes, trials, order, sittings, runsFailed: record.failures };
  const { head, ...tables } = await readStudyEvents(begun, events);
  return publish(folder, { ...tables, head: { ...head, judges: [...judges] } }, facts, signal);
}

/**
 * Writes a study into its folder: its tables, its report, the datasheet of one of our own, and last the manifest that fixes them.
 * @returns names of the files
 * @throws StudyUnwritableError, AbortError
 */
export async function publish(
  folder: StudyFolder,
  data: StudyData,
  facts: Omit<Manifest, 'format' | 'version' | 'writtenBy' | 'head' | 'files'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files = await tableFiles(data);
  const manifest: Manifest = {
    format: STUDY_FORMAT,
    version: STUDY_VERSION,
    writtenBy: { program: 'ensemble-debates', version: await programVersion() },
    head: data.head,
    ...facts,
    files: files.map(({ entry }) => entry),
  };
  const named = files.map(({ entry, bytes }) => ({ name: entry.name, bytes }));
  const { files: report, study } = await reportInto(folder, data, manifest.sittings, signal);
  const { plan } = data.head;
  // Debates that others ran are theirs to publish: nothing is said here of how they came about.
  const sheets = 'kind' in plan ? [] : [{ name: DATASHEET, bytes: datasheet(manifest, plan, study) }];
  const written = [...named, ...sheets];
  await folder.finish(manifest, written);
  return [...written.map(({ name }) => name), 'manifest.json', ...report];
}
