import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Config, readLocalConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import { readDebates } from '../foreign/read-debates.ts';
import { pickHost } from '../models/pick-host.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { smallCaution } from '../models/port/small-caution.ts';
import { PROJECT_ROOT } from '../start-app.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import { type CheckedDebates, checkDebates } from './check-debates.ts';
import { fitnessLines, unfitLines } from './fitness-lines.ts';
import { JsonLinesError } from './json-lines-error.ts';
import { judgeDebates } from './judge-debates.ts';
import { namedModels } from './named-models.ts';
import { NothingFitError } from './nothing-fit-error.ts';
import { RunFiles } from './run-files.ts';
import { type NamedJudge, seatJudges } from './seat-judges.ts';
import { summarizeRun } from './summary.ts';
import { summaryLines } from './summary-lines.ts';

const optionsSchema = z.object({
  input: z.string(),
  panel: z.string().default(''),
  out: z.string().optional(),
  topic: z.string().optional(),
  seed: z.number(),
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
  readonly content: Content;
  readonly log: Log;
  readonly out: string;
  readonly checked: CheckedDebates;
  readonly screen: TerminalScreen;
  /** Says something to people; to programs nothing is said but the JSON in the end. */
  say(lines: readonly string[]): void;
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
  const config = readLocalConfig(process.env);
  const { debates, wrong } = await readDebates(options.input);
  const named = debates.map((debate) => ({ ...debate, topic: debate.topic ?? options.topic?.trim() ?? null }));
  const checked = checkDebates({ debates: named, wrong });
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const judging: Judging = {
    options,
    config,
    content: await loadContent(PROJECT_ROOT),
    log: createLog(config.logLevel),
    out: options.out ?? besideInput(options.input),
    checked,
    screen,
    say: (lines) => {
      if (!options.json) for (const line of lines) terminal.line(line);
    },
    print: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  };
  try {
    judging.say([...fitnessLines(checked.checked), '']);
    if (options.check) await onlyCheck(judging, process.pid);
    else await judge(judging, terminal, process.pid, signal);
  } finally {
    terminal.close();
  }
}

/** Results stand beside what was judged. */
function besideInput(input: string): string {
  const { dir, name } = path.parse(input);
  return path.join(dir, `${name}.judged.jsonl`);
}

async function onlyCheck({ options, checked, out, say, print }: Judging, pid: number): Promise<void> {
  say(unfitLines(checked.records));
  if (options.out !== undefined) {
    await refuseInput(options.input, out);
    const files = await RunFiles.open(out, pid);
    try {
      await files.noteChecked(checked);
    } finally {
      await files.close();
    }
  }
  if (options.json) print({ ...checked.checked, debates: checked.records });
}

/** What is judged is never written to. */
async function refuseInput(input: string, out: string): Promise<void> {
  const same = (await realpath(out).catch(() => out)) === (await realpath(input));
  if (same) throw new JsonLinesError(out, 'is what is to be judged, so no results can be written there');
}

async function judge(judging: Judging, terminal: ScreenPart, pid: number, signal: AbortSignal): Promise<void> {
  const { options, config, content, log, checked, out, screen } = judging;
  if (checked.fit.length === 0) throw new NothingFitError(options.input, checked.records.length);
  await refuseInput(options.input, out);
  const picked = await pick(config, log, screen, options.json, signal);
  try {
    const models = namedModels(options.panel, await picked.host.list(signal), picked.host.label);
    const judges = seatJudges(models, content.families);
    const caution = smallCaution(models);
    judging.say([
      `Judged by ${judges.map(({ seat }) => seat.model).join(', ')} (${picked.host.label}). Scores go to ${out}.`,
    ]);
    if (caution !== '') judging.say([caution]);
    const files = await RunFiles.open(out, pid);
    try {
      await score(judging, files, judges, picked, terminal, signal);
    } finally {
      await files.close();
    }
  } finally {
    await picked.host.close();
  }
}

async function score(
  judging: Judging,
  files: RunFiles,
  judges: readonly NamedJudge[],
  { host }: PickedHost,
  terminal: ScreenPart,
  signal: AbortSignal,
): Promise<void> {
  const { options, content, log, checked, out } = judging;
  const { rubric } = content;
  const prompts = new Prompts(content.templates);
  const panel = judges.map(({ seat }) => seat);
  await files.noteRun({ panel, seed: options.seed, rubric, prompts });
  await files.noteChecked(checked);
  if (files.torn)
    judging.say(['The last line had been cut in the middle, when the run before was killed: it was dropped.']);
  const ids = new Set<string>(checked.fit.map(({ id }) => id));
  const had = () => files.judged.filter(({ judgement }) => ids.has(judgement.debate));
  const asked = judges.length * checked.fit.length * rubric.criteria.length;
  if (had().length > 0) judging.say([`${had().length} of ${asked} scores are there from before.`]);
  const progress = new Progress(judging, terminal, asked, had().length);
  await judgeDebates(
    { debates: checked.fit, judges, rubric, seed: options.seed, done: (debate, seat) => files.done(debate, seat) },
    {
      model: async (name, group) =>
        files.calls.around(await openLogged(name, () => host.open(name, { signal, group }), log)),
      prompts,
      clock: systemClock,
      atOnce: host.capacity,
      keep: async (record) => {
        await files.keep(record);
        progress.step(record.model);
      },
    },
    signal,
  ).finally(() => progress.end());
  const complete = had().length >= asked;
  if (complete) files.end();
  const summary = summarizeRun(had(), panel, rubric);
  if (options.json) judging.print({ complete, out, ...checked.checked.counts, ...summary });
  else if (complete) judging.say(['', ...summaryLines(summary, checked.fit.length)]);
  else judging.say([`Parked: ${had().length} of ${asked} scores are kept. The same command goes on there.`]);
}

/** How far the run is: a line that is overwritten where that is possible, a line each tenth elsewhere. */
class Progress {
  readonly #judging: Judging;
  readonly #terminal: ScreenPart;
  readonly #asked: number;
  #done: number;
  #taken = 0;
  #tenth: number;

  constructor(judging: Judging, terminal: ScreenPart, asked: number, done: number) {
    this.#judging = judging;
    this.#terminal = terminal;
    this.#asked = asked;
    this.#done = done;
    this.#tenth = this.#tenthOf(done);
    if (!judging.options.json) {
      terminal.status((seconds) => `${this.#words()}, ${seconds} s${this.#left(seconds)}`);
    }
  }

  step(model: string): void {
    this.#done += 1;
    this.#taken += 1;
    const tenth = this.#tenthOf(this.#done);
    if (tenth > this.#tenth && !this.#judging.screen.overwrite) this.#judging.say([`${this.#words()} (${model})`]);
    this.#tenth = tenth;
  }

  end(): void {
    this.#terminal.status(undefined);
  }

  #words(): string {
    return `Scored ${this.#done} of ${this.#asked}`;
  }

  /** By the pace of this run; nothing before there is one. */
  #left(seconds: number): string {
    if (this.#taken < 3) return '';
    const left = Math.ceil(((this.#asked - this.#done) * seconds) / this.#taken);
    return left < 120 ? `, about ${left} s left` : `, about ${Math.ceil(left / 60)} min left`;
  }

  #tenthOf(done: number): number {
    return Math.floor((10 * done) / this.#asked);
  }
}

async function pick(
  config: Config,
  log: Log,
  screen: TerminalScreen,
  quiet: boolean,
  signal: AbortSignal,
): Promise<PickedHost> {
  const terminal = screen.part();
  const download = new DownloadProgress(screen);
  const say = (line: string): void => {
    if (!quiet) terminal.line(line);
  };
  const onProgress = quiet ? () => {} : download.show;
  try {
    return await pickHost(config, { log, clock: systemClock, say, onProgress, mayPassOver: false }, signal);
  } finally {
    download.end();
    terminal.close();
  }
}
