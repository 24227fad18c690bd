import path from 'node:path';
import { programVersion } from '../program-version.ts';
import { analyse } from './analysis/analyse.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import type { StudyToReport } from './report/study-report.ts';
import { writeStudyReport } from './report/write-study-report.ts';

/**
 * Writes the report of a study, whole or so far, into its folder.
 * @returns names of the files, and what was reported
 * @throws StudyReportUnwritableError, AbortError
 */
export async function reportInto(
  folder: StudyFolder,
  data: StudyData,
  signal: AbortSignal,
): Promise<{ readonly files: readonly string[]; readonly study: StudyToReport }> {
  const findings = await analyse(data, signal);
  const software = { version: await programVersion(), address: null };
  const study = { data, findings, software };
  const files = await writeStudyReport(study, folder.path);
  return { files: files.map((file) => path.basename(file)), study };
}
