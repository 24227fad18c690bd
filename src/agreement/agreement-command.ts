import { access, writeFile } from 'node:fs/promises';
import { readOfflineConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { whyUnwritable } from '../core/why-unwritable.ts';
import { withoutPassword } from '../core/without-password.ts';
import { openEventLog } from '../store/keyv-event-log.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { PastBallots } from '../trial/past-ballots.ts';
import type { AgreementOptions } from './agreement-options.ts';
import { DatabaseMissingError } from './database-missing-error.ts';
import { type AgreementReport, makeReport } from './report.ts';
import { reportLines } from './report-lines.ts';
import { ReportUnwritableError } from './report-unwritable-error.ts';

const SQLITE = 'sqlite://';

/**
 * Measures how well judge and community agree over all closed ballots of a database, prints it, and writes it as JSON where that is asked for.
 * Stores nothing.
 * @throws DatabaseMissingError, ReportUnwritableError, StoreFailedError, ConfigError, AbortError
 */
export async function runAgreementCommand(
  options: AgreementOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  const given = options.database === undefined ? {} : { DATABASE: options.database };
  const config = readOfflineConfig({ ...process.env, ...given });
  const log = createLog(config.logLevel);
  await requireDatabase(config.database);
  const events = await openEventLog({ address: config.database, log, clock: systemClock });
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  try {
    const database = withoutPassword(config.database);
    const report = await makeReport(
      await new PastBallots(events, log).read(signal),
      { database, seed: options.seed },
      signal,
    );
    for (const line of reportLines(report, screen.palette)) terminal.line(line);
    if (options.json !== undefined) {
      await writeReport(report, options.json);
      terminal.line();
      terminal.line(`All figures: ${options.json}`);
    }
  } finally {
    terminal.close();
    await events.close();
  }
}

/** A file that is opened is also made: a name with a slip in it must not pass for an empty database. @throws DatabaseMissingError */
async function requireDatabase(address: string): Promise<void> {
  if (!address.startsWith(SQLITE)) return;
  const file = address.slice(SQLITE.length);
  try {
    await access(file);
  } catch {
    throw new DatabaseMissingError(file);
  }
}

/** @throws ReportUnwritableError */
async function writeReport(report: AgreementReport, file: string): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new ReportUnwritableError(file, whyUnwritable(error), error);
  }
}
