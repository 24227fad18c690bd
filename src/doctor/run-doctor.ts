import { z } from 'zod';
import { PROJECT_ROOT } from '../project-root.ts';
import { printable } from '../terminal/printable.ts';
import { columnsOf, type TerminalProcess } from '../terminal/terminal-output.ts';
import { wrap } from '../terminal/word-wrap.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

const optionsSchema = z.object({ discord: z.boolean().default(false), json: z.boolean().default(false) });
export type DoctorOptions = z.infer<typeof optionsSchema>;

export function parseDoctorOptions(options: unknown): DoctorOptions {
  return optionsSchema.parse(options);
}

/** What of the process it uses. */
export interface DoctorProcess extends TerminalProcess {
  exitCode?: NodeJS.Process['exitCode'];
  cwd(): string;
}

/** As wide as the longest status, with a gap. */
const MARGIN = 'problem'.length + 2;
/** What to do stands further in than what is so. */
const INDENT = 2;

/** Says what is right and wrong with this machine and configuration; the exit status is 1 when something that is needed is wrong. */
export async function runDoctor(options: DoctorOptions, process: DoctorProcess, signal: AbortSignal): Promise<void> {
  const { stdout, env } = process;
  const patient = { environment: env, folder: process.cwd(), root: PROJECT_ROOT, askDiscord: options.discord };
  const columns = stdout.isTTY === true ? columnsOf(stdout) : Number.POSITIVE_INFINITY;
  const print = (lines: readonly string[]): void => void stdout.write(`${lines.map(printable).join('\n')}\n`);
  const findings: Finding[] = [];
  for await (const finding of examine(patient, signal)) {
    findings.push(finding);
    if (!options.json) print(linesFor(finding, columns));
  }
  const ok = findings.every(({ status }) => status !== 'problem');
  if (options.json) stdout.write(`${JSON.stringify({ ok, findings }, null, 2)}\n`);
  else print(['', summary(findings)]);
  if (!ok) process.exitCode = 1;
}

/** Status in the margin, then what is so, then what to do and what to type for it. */
function linesFor({ name, status, says, advice, commands = [] }: Finding, columns: number): string[] {
  const under = ' '.repeat(MARGIN + INDENT);
  const wide = columns - under.length;
  const [first, ...more] = inLines(`${name}: ${says}`, columns - MARGIN);
  return [
    `${status.padEnd(MARGIN)}${first}`,
    ...more.map((line) => `${' '.repeat(MARGIN)}${line}`),
    ...(advice === undefined ? [] : inLines(advice, wide)).map((line) => `${under}${line}`),
    ...commandLines(commands, wide).map((line) => `${under}${line}`),
  ];
}

function inLines(words: string, columns: number): string[] {
  return words.split('\n').flatMap((line) => wrap(line, columns));
}

/** All in one line, to be copied; a line that is too long is broken where a shell goes on in the next. */
function commandLines(commands: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const [place, command] of commands.entries()) {
    const text = place < commands.length - 1 ? `${command} &&` : command;
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + text.length > columns) lines.push(text);
    else lines[lines.length - 1] = `${last} ${text}`;
  }
  return lines;
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
  const warnings = count('warning');
  const said = warnings === 0 ? '' : ` ${warnings === 1 ? 'One warning' : `${warnings} warnings`} above.`;
  const problems = count('problem');
  if (problems === 0) return `Everything that the bot needs is there.${said}`;
  return `${problems === 1 ? 'One problem' : `${problems} problems`} to be mended before the bot can start.${said}`;
}
