import { readOfflineConfig } from '../config.ts';
import { createLog, type Log } from '../core/log.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { analyse } from './analysis/analyse.ts';
import { StudyFolder } from './data/study-folder.ts';
import { readStudyFolder } from './read-study-folder.ts';
import type { Beside } from './report/beside-section.ts';
import { reportInto } from './report-into.ts';
import type { StudyReportOptions } from './study-options.ts';

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
    const other = beside === undefined ? undefined : await studyBeside(new StudyFolder(beside), log, signal);
    let found = await readStudyFolder(folder, log, store);
    let { files } = await reportInto(folder, found.data, found.sittings, signal, other);
    if (!found.published && (await folder.manifest()) !== undefined) {
      // It was finished meanwhile, and its last report may be overwritten by this one.
      found = await readStudyFolder(folder, log, store);
      ({ files } = await reportInto(folder, found.data, found.sittings, signal, other));
    }
    const { debates, head } = found.data;
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
  const { data } = await readStudyFolder(folder, log);
  return { head: data.head, findings: await analyse(data, signal) };
}
