import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { type Config, readOfflineConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { readDebates } from '../foreign/read-debates.ts';
import { describeJudged } from '../judge/judged-count.ts';
import { smallCaution } from '../models/port/small-caution.ts';
import { pickOnScreen } from '../pick-on-screen.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import { askJudges } from './ask-judges.ts';
import { askedLines } from './asked-lines.ts';
import { type CheckedDebates, checkDebates } from './check-debates.ts';
import { familyLines } from './family-lines.ts';
import { fitnessLines, unfitLines } from './fitness-lines.ts';
import { JsonLinesError } from './json-lines-error.ts';
import type { JudgeOptions } from './judge-options.ts';
import { JudgingProgress } from './judging-progress.ts';
import { knownAudits } from './known-audits.ts';
import { namedModels } from './named-models.ts';
import { NoPairError } from './no-pair-error.ts';
import { NothingFitError } from './nothing-fit-error.ts';
import { RunFiles } from './run-files.ts';
import { runLines } from './run-lines.ts';
import { summarizeRun } from './run-summary.ts';
import { seatJudges } from './seat-judges.ts';
import { type ToJudge, toJudge } from './to-judge.ts';

interface Judging {
  readonly options: JudgeOptions;
  readonly config: Config;
  readonly content: Content;
  readonly checked: CheckedDebates;
  readonly asked: ToJudge;
  /** Where the results go. */
  readonly out: string;
  readonly pid: number;
  readonly screen: TerminalScreen;
  /** Says something to people; to programs nothing is said but the JSON in the end. */
  say(...lines: readonly string[]): void;
  print(value: unknown): void;
}

/**
 * Judges debates of others: tells which are fit to be judged, then has a panel score and compare what was asked for, and prints what came of
 * it. Goes on with the results of an earlier run that was broken off.
 * @throws TranscriptsUnreadableError, NothingFitError, NoPairError, PanelError, JudgeGoneError, OtherRunError, JsonLinesError, and what a
 * model server that was named fails with
 */
export async function runJudgeCommand(
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
  const asked = toJudge(checked.fit, options.judged);
  const content = await loadContent(PROJECT_ROOT);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const judging: Judging = {
    options,
    config,
    content,
    checked,
    asked,
    out: options.out ?? besideInput(options.input),
    pid: process.pid,
    screen,
    say: (...lines) => {
      if (!options.json) for (const line of lines) terminal.line(line);
    },
    print: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  };
  try {
    judging.say(...fitnessLines(checked.checked), '');
    if (checked.fit.length > 0) judging.say(...askedLines(asked, content.rubric.criteria.length), '');
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
  const { options, config, checked, asked, content, screen } = judging;
  if (checked.fit.length === 0) throw new NothingFitError(options.input, checked.records.length);
  if (asked.pairs.length === 0 && options.judged.every((kind) => kind === 'pair')) {
    throw new NoPairError(options.input, checked.fit.length);
  }
  const log = createLog(config.logLevel);
  const { host } = await pickOnScreen(config, log, screen, { mayPassOver: false, quiet: options.json }, signal);
  try {
    const atHand = await host.list(signal);
    const judges = seatJudges(namedModels(options.panel, atHand, host.label), content.families);
    const models = judges.map(({ info }) => info);
    judging.say(
      `Judged by ${models.map(({ name }) => name).join(', ')} (${host.label}). What they say goes to ${judging.out}.`,
      ...[smallCaution(models)].filter((caution) => caution !== ''),
      ...familyLines(judges, checked.fit, atHand, content.families),
    );
    const panel = await knownAudits(judges, { content, thinking: options.thinking }, config, log);
    await withFiles(options.input, judging.out, judging.pid, async (files) => {
      if (files.torn)
        judging.say('A last line had been cut in the middle, since the run before was killed: it was dropped.');
      let progress: JudgingProgress | undefined;
      const heard = await askJudges(
        { checked, asked, judges, content, seed: options.seed, thinking: options.thinking },
        {
          files,
          host,
          log,
          begins: (all, before) => {
            if (before.scores + before.comparisons > 0)
              judging.say(`${describeJudged(before, all)} are there from before.`);
            if (!options.json) progress = new JudgingProgress(screen, systemClock, all, before);
          },
          kept: (record) => progress?.show(record),
        },
        signal,
      ).finally(() => progress?.end());
      const { records, done, all } = heard;
      const complete = done.scores >= all.scores && done.comparisons >= all.comparisons;
      if (complete) files.end();
      const summary = summarizeRun({ asked, records, judges, panel, rubric: content.rubric });
      if (options.json) judging.print({ complete, out: judging.out, ...checked.checked.counts, ...summary });
      else if (complete) judging.say('', ...runLines(summary, checked.fit.length));
      else judging.say(`Parked: ${describeJudged(done, all)} are kept. The same command goes on there.`);
    });
  } finally {
    await host.close();
  }
}
