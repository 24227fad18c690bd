import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { z } from 'zod';
import { type Config, readLocalConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { loadPlanted } from '../content/load-planted.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import { benchHost } from './bench-host.ts';
import { type CloseResult, measureClose } from './crowd/close-bench.ts';
import {
  closeTable,
  describeClose,
  describeReactions,
  describeRestart,
  reactionsTable,
  restartTable,
} from './crowd/crowd-table.ts';
import type { CrowdDeps } from './crowd/open-ballots.ts';
import { measureReactions, type ReactionsResult } from './crowd/reactions-bench.ts';
import { measureRestart, type RestartResult } from './crowd/restart-bench.ts';
import { type Fleet, type FleetResult, measureFleet } from './fleet-bench.ts';
import { describeFleet, fleetTable } from './fleet-table.ts';
import { type JudgeBenchDeps, type JudgeRound, measureJudge } from './judge-bench.ts';
import { type JudgeTimes, judgeTable, judgeTimes } from './judge-table.ts';
import { measurePrefix, type PrefixResult } from './prefix-bench.ts';
import { prefixTable } from './prefix-table.ts';
import { MOST_OVERHEAD } from './study/overhead.ts';
import { measureStudy, type StudyOverhead, type StudySize } from './study/study-bench.ts';
import { describeStudyBench, isKept, studyTable } from './study/study-table.ts';

/** What people do to ballots, measured in one go. */
const CROWD_PARTS = ['reactions', 'close', 'restart'] as const;
export const BENCH_PARTS = ['prompts', 'judge', 'fleet', 'study', ...CROWD_PARTS] as const;

const optionsSchema = z.object({
  only: z.enum(BENCH_PARTS).optional(),
  turns: z.number(),
  rounds: z.number(),
  model: z.string().optional(),
  seconds: z.number(),
  json: z.string().optional(),
});
export type BenchOptions = z.infer<typeof optionsSchema>;

export function parseBenchOptions(options: unknown): BenchOptions {
  return optionsSchema.parse(options);
}

const FLEET: Fleet = { servers: 10, slotsAServer: 2, reading: 150, word: 15, choice: 80, words: 60 };
const DEBATES_AT_ONCE = [1, 10, 50];

/** Enough that each slot has several runs, and that a run's share of the time shows. */
const STUDIES: readonly StudySize[] = [
  { fleet: { ...FLEET, servers: 1, slotsAServer: 1 }, scenarios: 1, repetitions: 1 },
  { fleet: FLEET, scenarios: 10, repetitions: 2 },
];

const REACTIONS = { ballots: 20, people: 2000, perSecond: 1000 };
const CLOSE_PEOPLE = 10_000;
const RESTART_BALLOTS = 500;

/** About 1,500 tokens. */
const JUDGED_DEBATE = 'ai-in-cabinet-1';

interface Bench {
  readonly config: Config;
  readonly log: Log;
  readonly terminal: ScreenPart;
  readonly screen: TerminalScreen;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Measures what a server has to do for a debate in our order of a prompt's parts and in the usual one, and for its judgement (a real Ollama),
 * what many debates at once come to and what a study's harness takes (a simulated fleet), and what crowds do to ballots (a playground in a process of its own); prints tables and, where a file is named, writes the figures as JSON.
 * @throws NoModelError, ModelMissingError, ModelUnreachableError, BenchImpossibleError, OllamaUnbuiltError
 */
export async function runBench(options: BenchOptions, process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readLocalConfig(process.env);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const bench = { config, log: createLog(config.logLevel), terminal, screen, environment: process.env };
  try {
    const { only } = options;
    const real =
      only === undefined || only === 'prompts' || only === 'judge'
        ? await benchReal(options, bench, signal)
        : undefined;
    const fleet = only === undefined || only === 'fleet' ? await benchFleet(bench, signal) : undefined;
    const study = only === undefined || only === 'study' ? await benchStudy(bench, signal) : undefined;
    const crowds = CROWD_PARTS.filter((part) => only === undefined || only === part);
    const crowd = await benchCrowd(crowds, options, bench, signal);
    if (options.json !== undefined) {
      const machine = { node: globalThis.process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
      await writeFile(options.json, `${JSON.stringify({ machine, ...real, fleet, study, ...crowd }, null, 2)}\n`);
    }
  } finally {
    terminal.close();
  }
}

/** The parts on a real server, one after the other. */
async function benchReal(
  options: BenchOptions,
  { config, log, terminal, screen, environment }: Bench,
  signal: AbortSignal,
): Promise<{ model: string; host: string; prompts?: readonly PrefixResult[]; judge?: JudgeBench }> {
  const say = (line: string): void => terminal.line(line);
  const download = new DownloadProgress(screen);
  const deps = { log, clock: systemClock, say, onProgress: download.show };
  const host = await benchHost(config, deps, environment, signal).finally(() => download.end());
  try {
    const content = await loadContent(PROJECT_ROOT);
    const choice = options.model === undefined ? { pick: 'smallest' as const } : { name: options.model };
    const { name } = resolveModel(choice, await host.list(signal), host.label);
    const on = { content, model: await host.open(name, { signal }), terminal, where: `${name}, ${host.label}` };
    const prompts = options.only === 'judge' ? {} : { prompts: await benchPrompts(options, on, signal) };
    const judge = options.only === 'prompts' ? {} : { judge: await benchJudge(options, on, signal) };
    return { model: name, host: host.label, ...prompts, ...judge };
  } finally {
    await host.close();
  }
}

interface RealServer {
  readonly content: Content;
  readonly model: ChatModel;
  readonly terminal: ScreenPart;
  /** The model and its server, for people. */
  readonly where: string;
}

async function benchPrompts(
  { turns }: BenchOptions,
  { content, model, terminal, where }: RealServer,
  signal: AbortSignal,
): Promise<readonly PrefixResult[]> {
  const measured = { content, prompts: new Prompts(content.templates), model, clock: systemClock };
  terminal.line(`A debate of ${turns} turns on ${where}.`);
  terminal.status((seconds) => `persona-first: reading, ${seconds} s`);
  const usual = await measurePrefix('persona-first', turns, measured, signal);
  terminal.status((seconds) => `shared-first: reading, ${seconds} s`);
  const ours = await measurePrefix('shared-first', turns, measured, signal);
  terminal.status(undefined);
  for (const line of [...prefixTable([usual, ours]), '']) terminal.line(line);
  return [usual, ours];
}

/** What one debate's judgement cost, round by round, and what that comes to. */
interface JudgeBench {
  readonly debate: string;
  readonly times: readonly JudgeTimes[];
  readonly rounds: readonly JudgeRound[];
}

async function benchJudge(
  { rounds: count }: BenchOptions,
  { content, model, terminal, where }: RealServer,
  signal: AbortSignal,
): Promise<JudgeBench> {
  const planted = (await loadPlanted(PROJECT_ROOT, content)).find(({ id }) => id === JUDGED_DEBATE);
  if (planted === undefined) throw new TypeError(`the content lacks the planted debate ${JUDGED_DEBATE}`);
  terminal.line(`The judgement of a debate (planted, ${JUDGED_DEBATE}) on ${where}; medians of ${count} rounds.`);
  const onWay: JudgeBenchDeps['onWay'] = (way, reasons, round) =>
    terminal.status(
      (seconds) => `round ${round + 1} of ${count}, ${reasons ? 'with reasons' : 'scores alone'}, ${way}: ${seconds} s`,
    );
  const rounds = await measureJudge(planted, count, { content, model, clock: systemClock, onWay }, signal);
  terminal.status(undefined);
  for (const line of [...judgeTable(rounds), '']) terminal.line(line);
  return { debate: JUDGED_DEBATE, times: [true, false].map((reasons) => judgeTimes(rounds, reasons)), rounds };
}

async function benchFleet(
  { config, log, terminal }: Bench,
  signal: AbortSignal,
): Promise<{ fleet: Fleet; results: readonly FleetResult[] }> {
  terminal.line(describeFleet(FLEET));
  terminal.line('');
  const results: FleetResult[] = [];
  for (const debates of DEBATES_AT_ONCE) {
    terminal.status((seconds) => `${debates} at once, ${seconds} s`);
    results.push(await measureFleet(debates, FLEET, { config, clock: systemClock, log }, signal));
  }
  terminal.status(undefined);
  for (const line of fleetTable(results)) terminal.line(line);
  return { fleet: FLEET, results };
}

async function benchStudy(
  { config, log, terminal }: Bench,
  signal: AbortSignal,
): Promise<{ limit: number; results: readonly (StudyOverhead & { kept: boolean })[] }> {
  const content = await loadContent(PROJECT_ROOT);
  terminal.line(describeStudyBench(STUDIES));
  terminal.line('');
  const results: StudyOverhead[] = [];
  for (const size of STUDIES) {
    const onWay = (ended: number, of: number): void =>
      terminal.status(
        (seconds) => `${size.fleet.servers} servers: ${ended} of ${of} runs have ended, ${seconds} s since the last`,
      );
    onWay(0, 0);
    results.push(await measureStudy(size, { content, config, clock: systemClock, log, onWay }, signal));
  }
  terminal.status(undefined);
  for (const line of [...studyTable(results, cpus().length), '']) terminal.line(line);
  return { limit: MOST_OVERHEAD, results: results.map((result) => ({ ...result, kept: isKept(result.overhead) })) };
}

/** What was measured of crowds, by part. */
interface CrowdFigures {
  readonly reactions?: ReactionsResult;
  readonly close?: readonly CloseResult[];
  readonly restart?: RestartResult;
}

async function benchCrowd(
  parts: readonly (typeof CROWD_PARTS)[number][],
  { seconds }: BenchOptions,
  { config, log, terminal }: Bench,
  signal: AbortSignal,
): Promise<CrowdFigures> {
  const onWay = (words: string): void => terminal.status((passed) => `${words}, ${passed} s`);
  const deps: CrowdDeps = { config, clock: systemClock, log, onWay };
  const print = (title: string, lines: readonly string[]): void => {
    terminal.status(undefined);
    for (const line of [title, '', ...lines, '']) terminal.line(line);
  };
  let figures: CrowdFigures = {};
  if (parts.includes('reactions')) {
    const asked = { ...REACTIONS, seconds };
    const reactions = await measureReactions(asked, deps, signal);
    print(describeReactions(asked), reactionsTable(asked, reactions));
    figures = { ...figures, reactions };
  }
  if (parts.includes('close')) {
    const close = await measureClose(CLOSE_PEOPLE, deps, signal);
    print(describeClose(CLOSE_PEOPLE), closeTable(CLOSE_PEOPLE, close));
    figures = { ...figures, close };
  }
  if (parts.includes('restart')) {
    const restart = await measureRestart(RESTART_BALLOTS, deps, signal);
    print(describeRestart(RESTART_BALLOTS), restartTable(restart));
    figures = { ...figures, restart };
  }
  return figures;
}
