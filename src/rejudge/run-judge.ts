import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Config, readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { createLog } from '../core/log.ts';
import { readDebates } from '../foreign/read-debates.ts';
import { smallCaution } from '../models/port/small-caution.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../start-app.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import { type CheckedDebates, checkDebates } from './check-debates.ts';
import { fitnessLines, unfitLines } from './fitness-lines.ts';
import { JsonLinesError } from './json-lines-error.ts';
import { knownAudits } from './known-audits.ts';
import { namedModels } from './named-models.ts';
import { NothingFitError } from './nothing-fit-error.ts';
import { Progress } from './progress.ts';
import { RunFiles } from './run-files.ts';
import { scoreFit } from './score-fit.ts';
import { seatJudges } from './seat-judges.ts';
import { type RunSummary, summarizeRun } from './summary.ts';
import { summaryLines } from './summary-lines.ts';

const optionsSchema = z.object({
  input: z.string(),
  panel: z.string().default(''),
  out: z.string().optional(),
  topic: z.string().optional(),
  seed: z.number(),
  thinking: z.boolean().default(false),
  check: z.boolean().default(false),
  json: z.boolean().default(false),
});
export type JudgeOptions = z.infer<typeof optionsSchema>;

export function parseJudgeOptions(options: unknown): JudgeOptions {
  return optionsSchema.parse(options);
}

interface Judging {
  readonly options: JudgeOptions;
  readonly config: Config;
  readonly checked: CheckedDebates;
  /** Where the results go. */
  readonly out: string;
  readonly pid: number;
  readonly screen: TerminalScreen;
  readonly terminal: ScreenPart;
  /** Says something to people; to programs nothing is said but the JSON in the end. */
  say(...lines: readonly string[]): void;
  print(value: unknown): void;
}

/**
 * Scores debates of others: tells which are fit to be judged, then has a panel score these, and prints what came of it. Goes on with the
 * results of an earlier run that was broken off.
 * @throws TranscriptsUnreadableError, NothingFitError, PanelError, JudgeGoneError, OtherRunError, JsonLinesError, and what a model
 * server that was named fails with
 */
export async function runJudge(
  options: JudgeOptions,
  process: TerminalProcess & { readonly pid: number },
  signal: AbortSignal,
): Promise<void> {
  const config = readOfflineConfig(process.env);
  const { debates, wrong } = await readDebates(options.input);
  const given = options.topic?.trim() || null;
  const checked = checkDebates({
    debates: debates.map((debate) => ({ ...debate, topic: debate.topic ?? given })),
    wrong,
  });
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const judging: Judging = {
    options,
    config,
    checked,
    out: options.out ?? besideInput(options.input),
    pid: process.pid,
    screen,
    terminal,
    say: (...lines) => {
      if (!options.json) for (const line of lines) terminal.line(line);
    },
    print: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  };
  try {
    judging.say(...fitnessLines(checked.checked), '');
    if (options.check) await onlyCheck(judging);
    else await judge(judging, signal);
  } finally {
    terminal.close();
  }
}

/** Results stand beside what was judged. */
function besideInput(input: string): string {
  const { dir, name } = path.parse(input);
  return path.join(dir, `${name}.judged.jsonl`);
}

async function onlyCheck({ options, checked, out, pid, say, print }: Judging): Promise<void> {
  say(...unfitLines(checked.records));
  if (options.out !== undefined) await withFiles(options.input, out, pid, (files) => files.noteChecked(checked));
  if (options.json) print({ ...checked.checked, debates: checked.records });
}

/** @throws JsonLinesError */
async function withFiles<Result>(
  input: string,
  out: string,
  pid: number,
  work: (files: RunFiles) => Promise<Result>,
): Promise<Result> {
  // What is judged is never written to.
  if ((await realpath(out).catch(() => out)) === (await realpath(input))) {
    throw new JsonLinesError(out, 'other-content', 'is what is to be judged, so no results can be written there');
  }
  const files = await RunFiles.open(out, pid);
  try {
    return await work(files);
  } finally {
    await files.close();
  }
}

async function judge(judging: Judging, signal: AbortSignal): Promise<void> {
  const { options, config, checked, screen } = judging;
  if (checked.fit.length === 0) throw new NothingFitError(options.input, checked.records.length);
  const log = createLog(config.logLevel);
  const content = await loadContent(PROJECT_ROOT);
  const { host } = await pickOnScreen(config, log, screen, { mayPassOver: false, quiet: options.json }, signal);
  try {
    const judges = seatJudges(namedModels(options.panel, await host.list(signal), host.label), content.families);
    const models = judges.map(({ info }) => info);
    judging.say(
      `Judged by ${models.map(({ name }) => name).join(', ')} (${host.label}). Scores go to ${judging.out}.`,
      ...[smallCaution(models)].filter((caution) => caution !== ''),
    );
    const panel = await knownAudits(judges, { content, thinking: options.thinking }, config, log);
    await withFiles(options.input, judging.out, judging.pid, async (files) => {
      if (files.torn)
        judging.say('A last line had been cut in the middle, since the run before was killed: it was dropped.');
      let progress: Progress | undefined;
      const { records, asked } = await scoreFit(
        { checked, judges, content, seed: options.seed, thinking: options.thinking },
        {
          files,
          host,
          log,
          begins: (all, before) => {
            if (before > 0) judging.say(`${before} of ${all} scores are there from before.`);
            if (!options.json) progress = new Progress(judging.terminal, screen.overwrite, all, before);
          },
          scored: (model) => progress?.step(model),
        },
        signal,
      ).finally(() => progress?.end());
      const whole = new Set<string>(checked.fit.flatMap((debate) => (debate.whole ? [debate.id] : [])));
      const complete = records.length >= asked;
      if (complete) files.end();
      tell(
        judging,
        { complete, asked, scored: records.length },
        summarizeRun({ records, panel, rubric: content.rubric, whole }),
      );
    });
  } finally {
    await host.close();
  }
}

function tell(
  { options, out, checked, say, print }: Judging,
  { complete, asked, scored }: { readonly complete: boolean; readonly asked: number; readonly scored: number },
  summary: RunSummary,
): void {
  if (options.json) print({ complete, out, ...checked.checked.counts, ...summary });
  else if (complete) say('', ...summaryLines(summary, checked.checked.counts));
  else say(`Parked: ${scored} of ${asked} scores are kept. The same command goes on there.`);
}
