import { overDatabase } from '../reports/over-database.ts';
import { writeReport } from '../reports/write-report.ts';
import { auditLines } from '../terminal/audit-lines.ts';
import type { Palette } from '../terminal/palette.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { Piece } from '../terminal/terminal-screen.ts';
import { auditsTry } from '../trial/reading-scores.ts';
import { BOARDS, type BoardText, boardText } from './board-text.ts';
import type { LeaderboardOptions } from './leaderboard-options.ts';
import { Leaderboards } from './leaderboards.ts';

/**
 * Prints all boards of a database, or of one Discord server in it, and writes them as JSON where that is asked for. Stores nothing.
 * @throws DatabaseMissingError, ReportUnwritableError, StoreFailedError, ConfigError, AbortError
 */
export async function runLeaderboardCommand(
  { database: address, server, seed, json }: LeaderboardOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  await overDatabase(address, process, async ({ events, log, terminal, palette, database }) => {
    const request = { seed, ...(server === undefined ? {} : { guildId: server }) };
    const report = await new Leaderboards(events, log).read(request, signal);
    const where = server === undefined ? database : `the server ${server} in ${database}`;
    for (const name of BOARDS) {
      for (const line of boardLines(boardText(name, report, where), palette)) terminal.line(line);
      terminal.line();
    }
    for (const line of auditLines(report.seats, palette, auditsTry({ judges: report.seats, judged: ['pair'] })))
      terminal.line(line);
    if (json !== undefined) await writeReport({ database, ...report }, json, terminal);
  });
}

function boardLines({ title, texts, sections }: BoardText, { heading, bold }: Palette): Piece[] {
  return [
    [title, heading],
    ...texts,
    ...sections.flatMap(({ name, items }): Piece[] => [
      '',
      [name, bold],
      ...items.flatMap(({ head, lines }) => [head, ...lines.map((line) => `  ${line}`)]),
    ]),
  ];
}
