import { readOfflineConfig } from '../config.ts';
import { createLog, type Log } from '../core/log.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { analyse } from './analysis/analyse.ts';
import { StudyFolder } from './data/study-folder.ts';
import type { Beside } from './report/beside-section.ts';
import { reportInto } from './report-into.ts';
import type { StudyReportOptions } from './study-options.ts';
import { studyIn } from './study-reader.ts';

/**
 * `study report`: writes the report of a study, whole or so far, into its folder.
 * @throws StudyUnreadableError, StudyUnwritableError, StoreFailedError, CorruptRecordError, AbortError
 */
export async function reportStudyCommand(
  { folder: path, store, beside }: StudyReportOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const log = createLog(config.logLevel);
  const terminal = openScreen(process.stdout, process.env, config.dumbTerminal).part();
  try {
    const folder = new StudyFolder(path);
    const { data, sittings } = await studyIn(folder, log, store);
    const { debates, head } = data;
    const other = beside === undefined ? undefined : await studyBeside(new StudyFolder(beside), log, signal);
    const { files } = await reportInto(folder, data, sittings, signal, other);
    if (debates.length < head.debatesPlanned) {
      terminal.line(
        `Of ${head.debatesPlanned} debates ${debates.length} have ended: the report is of these, and says so.`,
      );
    }
    terminal.line(`${files.join(', ')} are in ${folder.path}.`);
  } finally {
    terminal.close();
  }
}

async function studyBeside(folder: StudyFolder, log: Log, signal: AbortSignal): Promise<Beside> {
  const { data } = await studyIn(folder, log);
  return { head: data.head, findings: await analyse(data, signal) };
}
