import { programVersion } from '../program-version.ts';
import { analyse } from './analysis/analyse.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { writeStudyReport } from './report/write-study-report.ts';
import type { Sitting } from './run/study-events.ts';

/**
 * Writes the report of a study, whole or so far, into its folder.
 * @param sittings on what it was run, oldest first; empty where that is not known
 * @returns names of the files
 * @throws StudyUnwritableError, AbortError
 */
export async function reportInto(
  folder: StudyFolder,
  data: StudyData,
  sittings: readonly Sitting[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const findings = await analyse(data, signal);
  const software = { version: await programVersion(), address: null };
  return writeStudyReport({ data, findings, software, sittings }, folder);
}
