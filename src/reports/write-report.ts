import { writeFile } from 'node:fs/promises';
import { whyUnwritable } from '../core/why-unwritable.ts';
import type { ScreenPart } from '../terminal/terminal-screen.ts';
import { ReportUnwritableError } from './report-unwritable-error.ts';

/** Writes all figures of a report as JSON, and prints where they are. @throws ReportUnwritableError */
export async function writeReport(report: object, file: string, terminal: ScreenPart): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new ReportUnwritableError(file, whyUnwritable(error), error);
  }
  terminal.line();
  terminal.line(`All figures: ${file}`);
}
