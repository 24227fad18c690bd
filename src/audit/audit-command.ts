import { readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import type { ModelHost } from '../models/port/chat-model.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import type { EventLog } from '../store/event-log.ts';
import { openEventLog } from '../store/open-event-log.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import type { AuditOptions } from './audit-options.ts';
import { loadAuditTexts } from './audit-texts.ts';
import type { Block } from './block.ts';
import { LaidOutAudit } from './laid-out-audit.ts';
import { answersIn } from './progress-figures.ts';
import type { AuditSheet } from './sheet.ts';
import { sheetBlocks } from './sheet-blocks.ts';
import { TerminalProgress } from './terminal-progress.ts';
import { ensureWritable, writeSheet } from './write-sheet.ts';

/**
 * Audits a judge: asks it about planted debates, stores each answer, and prints and writes its sheet. What an earlier run has asked is not
 * asked again.
 * @throws JudgeMissingError, JudgeOutOfReachError, AuditInterruptedError, SheetUnwritableError, ContentError, StoreFailedError, and what picking the models throws
 */
export async function runAuditCommand(
  options: AuditOptions,
  process: TerminalProcess,
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const log = createLog(config.logLevel);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  await ensureWritable(options.out);
  const content = await loadContent(PROJECT_ROOT);
  const events = await openEventLog({ address: config.database, log, clock: systemClock });
  try {
    const { host } = await pickOnScreen(config, log, screen, { mayPassOver: false }, signal);
    try {
      const sheet = await runOn(options, host, content, events, { screen, terminal }, signal);
      if (sheet === undefined) {
        terminal.line('Stopped. What was heard is stored: the same command goes on from there.');
        return;
      }
      print(sheetBlocks(sheet), terminal, screen);
      terminal.line();
      const files = await writeSheet(sheet, options.out);
      terminal.line(`The whole sheet, with what the verdict asks for: ${files.join(' and ')}`);
    } finally {
      await host.close();
    }
  } finally {
    terminal.close();
    await events.close();
  }
}

/** @returns undefined when it was stopped before its end */
async function runOn(
  options: AuditOptions,
  host: ModelHost,
  content: Content,
  events: EventLog,
  { screen, terminal }: { readonly screen: TerminalScreen; readonly terminal: ScreenPart },
  signal: AbortSignal,
): Promise<AuditSheet | undefined> {
  const loadTexts = () => loadAuditTexts(PROJECT_ROOT, content);
  const audit = await LaidOutAudit.open(options, { host, content, loadTexts, events, clock: systemClock }, signal);
  const { info, plan, due, before } = audit;
  terminal.line(`Audit of ${info.name} on ${host.label}, size ${plan.size}, ${plan.debates.length} planted debates.`);
  terminal.line(
    `${answersIn(due)} answers are asked of it (${due.readings.length} texts to score, ${due.comparisons.length} pairs to compare)${before === 0 ? '' : `; ${before} were asked before`}.`,
  );
  const progress = new TerminalProgress(screen, due, before);
  try {
    for await (const { step, left } of audit.run(signal)) progress.show(step, left);
  } finally {
    progress.end();
  }
  return signal.aborted ? undefined : (await audit.store()).sheet;
}

function print(blocks: readonly Block[], terminal: ScreenPart, { palette }: TerminalScreen): void {
  for (const block of blocks) {
    terminal.line();
    switch (block.type) {
      case 'title':
        terminal.line([block.text, palette.bold]);
        break;
      case 'heading':
        terminal.line([block.text, palette.heading]);
        break;
      case 'text':
        terminal.line(block.text);
        break;
      case 'list':
        for (const item of block.items) terminal.line(`- ${item}`);
        break;
      case 'table':
        for (const line of tableLines([block.columns, ...block.rows], 'left')) terminal.line(line);
        break;
    }
  }
}
