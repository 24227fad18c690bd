import path from 'node:path';
import { programVersion } from '../program-version.ts';
import { analyse } from './analysis/analyse.ts';
import type { StudyData } from './data/study-data.ts';
import type { StudyFolder } from './data/study-folder.ts';
import { writeStudyReport } from './report/write-study-report.ts';

/**
 * Writes the report of a study, whole or so far, into its folder.
 * @returns names of the files
 * @throws StudyReportUnwritableError, AbortError
 */
export async function reportInto(
  folder: StudyFolder,
  data: StudyData,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const findings = await analyse(data, signal);
  const software = { version: await programVersion(), address: null };
  const files = await writeStudyReport({ data, findings, software }, folder.path);
  return files.map((file) => path.basename(file));
}
