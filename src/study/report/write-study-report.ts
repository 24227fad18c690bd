import type { StudyFolder } from '../data/study-folder.ts';
import { MARKDOWN, PAGE, type StudyToReport, studyReport } from './study-report.ts';

/** All figures, for programs. */
export const FINDINGS = 'findings.json';

/**
 * Writes report.html, report.md and findings.json into a study's folder.
 * @returns names of the files
 * @throws StudyUnwritableError
 */
export async function writeStudyReport(study: StudyToReport, folder: StudyFolder): Promise<readonly string[]> {
  const { html, markdown } = await studyReport(study);
  const files = [
    { name: PAGE, bytes: html },
    { name: MARKDOWN, bytes: markdown },
    { name: FINDINGS, bytes: `${JSON.stringify(study.findings, null, 2)}\n` },
  ];
  await folder.write(files);
  return files.map(({ name }) => name);
}
