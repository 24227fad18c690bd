import { programVersion } from '../program-version.ts';
import { analyse } from './analysis/analyse.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import type { Beside } from './report/beside-section.ts';
import type { StudyToReport } from './report/study-report.ts';
import { writeStudyReport } from './report/write-study-report.ts';
import type { Sitting } from './run/study-events.ts';

/**
 * Writes the report of a study, whole or so far, into its folder.
 * @param sittings on what it was run, oldest first; empty where that is not known
 * @param beside another study, to stand next to it
 * @returns names of the files, and what was reported
 * @throws StudyUnwritableError, AbortError
 */
export async function reportInto(
  folder: StudyFolder,
  data: StudyData,
  sittings: readonly Sitting[],
  signal: AbortSignal,
  beside?: Beside,
): Promise<{ readonly files: readonly string[]; readonly study: StudyToReport }> {
  const findings = await analyse(data, signal);
  const software = { version: await programVersion(), address: null };
  const other = beside === undefined ? {} : { beside };
  const study = { data, findings, software, sittings, ...other };
  return { files: await writeStudyReport(study, folder), study };
}
