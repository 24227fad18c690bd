import type { StudyFolder } from '../data/study-folder.ts';
import { reportFiles, type StudyToReport } from './study-report.ts';

/**
 * Writes report.html, report.md and findings.json into a study's folder.
 * @returns names of the files
 * @throws StudyUnwritableError
 */
export async function writeStudyReport(study: StudyToReport, folder: StudyFolder): Promise<readonly string[]> {
  const files = await reportFiles(study);
  await folder.write(files.map(({ name, text }) => ({ name, bytes: text })));
  return files.map(({ name }) => name);
}
