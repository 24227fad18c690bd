import { overDatabase } from '../reports/over-database.ts';
import { writeReport } from '../reports/write-report.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { PastBallots } from '../trial/past-ballots.ts';
import type { AgreementOptions } from './agreement-options.ts';
import { makeReport } from './report.ts';
import { reportLines } from './report-lines.ts';

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
  await overDatabase(options.database, process, async ({ events, log, terminal, palette, database }) => {
    const report = await makeReport(
      await new PastBallots(events, log).read(signal),
      { database, seed: options.seed },
      signal,
    );
    for (const line of reportLines(report, palette)) terminal.line(line);
    if (options.json !== undefined) await writeReport(report, options.json, terminal);
  });
}
