import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isExpected } from '../../core/errors.ts';
import { whyUnwritable } from '../../core/why-unwritable.ts';
import { MARKDOWN, PAGE, type StudyToReport, studyReport } from './study-report.ts';
import { StudyReportUnwritableError } from './study-report-unwritable-error.ts';

/** All figures, for programs. */
export const FINDINGS = 'findings.json';

/**
 * Writes report.html, report.md and findings.json into a folder, which may hold other files. All three are whole in a hidden folder beside them
 * before the first takes its place, so that a full disk leaves those that were there before.
 * @returns the files' paths
 * @throws StudyReportUnwritableError
 */
export async function writeStudyReport(study: StudyToReport, folder: string): Promise<readonly string[]> {
  const { html, markdown } = await studyReport(study);
  const files = [
    { file: path.join(folder, PAGE), text: html },
    { file: path.join(folder, MARKDOWN), text: markdown },
    { file: path.join(folder, FINDINGS), text: `${JSON.stringify(study.findings, null, 2)}\n` },
  ];
  try {
    await mkdir(folder, { recursive: true });
    for (const { file } of files) await ensureNoFolder(file, folder);
    const room = await mkdtemp(path.join(folder, '.report-'));
    try {
      const whole = files.map(({ file, text }) => ({ file, text, made: path.join(room, path.basename(file)) }));
      for (const { made, text } of whole) await writeFile(made, text, { flush: true });
      for (const { made, file } of whole) await rename(made, file);
    } finally {
      await rm(room, { recursive: true, force: true });
    }
  } catch (error) {
    if (isExpected(error)) throw error;
    throw new StudyReportUnwritableError(folder, whyUnwritable(error), error);
  }
  return files.map(({ file }) => file);
}

/** A file can take the place of a file alone. */
async function ensureNoFolder(file: string, folder: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() === true)
    throw new StudyReportUnwritableError(folder, `${path.basename(file)} is a folder there`, undefined);
}
