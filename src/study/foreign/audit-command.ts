import { readOfflineConfig } from '../../config.ts';
import { readFileOfDebates } from '../../foreign/read-debates.ts';
import { openScreen } from '../../terminal/open-screen.ts';
import type { TerminalProcess } from '../../terminal/terminal-output.ts';
import { auditFile } from './audit-file.ts';
import { auditLines } from './audit-lines.ts';
import type { ForeignAuditOptions } from './foreign-options.ts';

/**
 * `study audit`: what a data set of others holds, and what can be concluded from it. No model is asked.
 * @throws TranscriptsUnreadableError
 */
export async function auditForeignCommand(options: ForeignAuditOptions, process: TerminalProcess): Promise<void> {
  const { file, ensemble, baseline, published, json } = options;
  const config = readOfflineConfig(process.env);
  const findings = auditFile(file, await readFileOfDebates(file), { ensemble, baseline }, published);
  if (json) {
    process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  const terminal = openScreen(process.stdout, process.env, config.dumbTerminal).part();
  try {
    for (const line of auditLines(findings)) terminal.line(line);
  } finally {
    terminal.close();
  }
}
