import { readOfflineConfig } from '../config.ts';
import { familyOf } from '../content/family.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import type { ModelHost } from '../models/port/chat-model.ts';
import { ModelMissingError } from '../models/port/model-missing-error.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../start-app.ts';
import type { EventLog } from '../store/event-log.ts';
import { openEventLog } from '../store/keyv-event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import type { AuditOptions } from './audit-options.ts';
import { AuditProgress, answersIn } from './audit-progress.ts';
import { AuditRecord, instrumentOf, sheetStream } from './audit-record.ts';
import { loadAuditTexts } from './audit-texts.ts';
import type { Block } from './block.ts';
import { sheetEventSchema } from './events.ts';
import { JudgeMissingError } from './judge-missing-error.ts';
import { makeSheet } from './make-sheet.ts';
import { makeAuditPlan } from './plan.ts';
import { workOf } from './readings.ts';
import { dueOf, runAudit } from './run-audit.ts';
import type { AuditSheet } from './sheet.ts';
import { sheetBlocks } from './sheet-blocks.ts';
import { ensureWritable, writeSheet } from './write-sheet.ts';

/**
 * Audits a judge: asks it about planted debates, stores each answer, and prints and writes its sheet. What an earlier run has asked is not
 * asked again.
 * @throws JudgeMissingError, AuditInterruptedError, SheetUnwritableError, ContentError, StoreFailedError, and what picking the models throws
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
      const sheet = await audit(options, host, content, events, { screen, terminal }, signal);
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
async function audit(
  options: AuditOptions,
  host: ModelHost,
  content: Content,
  events: EventLog,
  { screen, terminal }: { readonly screen: TerminalScreen; readonly terminal: ScreenPart },
  signal: AbortSignal,
): Promise<AuditSheet | undefined> {
  const { size, seed, thinking } = options;
  const info = await judgeAt(options.judge, host, signal);
  const texts = await loadAuditTexts(PROJECT_ROOT, content);
  const plan = makeAuditPlan(size, seed, texts);
  const work = workOf(plan, texts, content);
  const instrument = instrumentOf(info.name, thinking, content);
  const record = await AuditRecord.open(events, instrument, info);

  const due = dueOf(work, record);
  const asked = answersIn(due);
  const before = answersIn(work) - asked;
  terminal.line(`Audit of ${info.name} on ${host.label}, size ${size}, ${plan.debates.length} planted debates.`);
  terminal.line(
    `${asked} answers are asked of it (${due.readings.length} texts to score, ${due.comparisons.length} pairs to compare)${before === 0 ? '' : `; ${before} were asked before`}.`,
  );
  const progress = new AuditProgress(screen, due);
  try {
    const model = await host.open(info.name, { signal, group: 'audit' });
    const deps = {
      model,
      prompts: new Prompts(content.templates),
      rubric: content.rubric,
      thinking,
      clock: systemClock,
    };
    for await (const step of runAudit(due, record, deps, signal)) progress.show(step, dueOf(work, record));
  } finally {
    progress.end();
  }
  if (signal.aborted) return undefined;

  const family = familyOf(info.name, info.family, content.families);
  const { rubric } = content;
  const audited = { plan, instrument, rubric, injections: texts.injections, info, family, server: host.label };
  const sheet = makeSheet(audited, work, record);
  const sheets = await TypedStream.open(events, sheetStream(instrument), sheetEventSchema, () => {});
  await sheets.append({ type: 'audited', digest: record.digest, sheet });
  return sheet;
}

/** @throws JudgeMissingError, NoModelError */
async function judgeAt(judge: string, host: ModelHost, signal: AbortSignal) {
  const models = await host.list(signal);
  try {
    return resolveModel({ name: judge }, models, host.label);
  } catch (error) {
    if (!(error instanceof ModelMissingError)) throw error;
    throw new JudgeMissingError(
      judge,
      host.label,
      models.map(({ name }) => name),
    );
  }
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
