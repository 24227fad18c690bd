import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { z } from 'zod';
import { type Config, readLocalConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import { systemClock } from '../core/clock.ts';
import { createLog, type Log } from '../core/log.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { PROJECT_ROOT } from '../start-app.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import { benchHost } from './bench-host.ts';
import { type Fleet, type FleetResult, measureFleet } from './fleet-bench.ts';
import { describeFleet, fleetTable } from './fleet-table.ts';
import { measurePrefix, type PrefixResult } from './prefix-bench.ts';
import { prefixTable } from './prefix-table.ts';

export const BENCH_PARTS = ['prompts', 'fleet'] as const;

const optionsSchema = z.object({
  only: z.enum(BENCH_PARTS).optional(),
  turns: z.number(),
  model: z.string().optional(),
  json: z.string().optional(),
});
export type BenchOptions = z.infer<typeof optionsSchema>;

export function parseBenchOptions(options: unknown): BenchOptions {
  return optionsSchema.parse(options);
}

const FLEET: Fleet = { servers: 10, slotsAServer: 2, reading: 150, word: 15, choice: 80, words: 60 };
const DEBATES_AT_ONCE = [1, 10, 50];

interface Bench {
  readonly config: Config;
  readonly log: Log;
  readonly terminal: ScreenPart;
  readonly screen: TerminalScreen;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Measures what a server has to do for a debate in our order of a prompt's parts and in the usual one (a real Ollama), and what many debates
 * at once come to (a simulated fleet); prints tables and, where a file is named, writes the figures as JSON.
 * @throws NoModelError, ModelMissingError, ModelUnreachableError, BenchImpossibleError, OllamaUnbuiltError
 */
export async function runBench(options: BenchOptions, process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readLocalConfig(process.env);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const bench = { config, log: createLog(config.logLevel), terminal, screen, environment: process.env };
  try {
    const prompts = options.only === 'fleet' ? undefined : await benchPrompts(options, bench, signal);
    const fleet = options.only === 'prompts' ? undefined : await benchFleet(bench, signal);
    if (options.json !== undefined) {
      const machine = { node: globalThis.process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
      await writeFile(options.json, `${JSON.stringify({ machine, prompts, fleet }, null, 2)}\n`);
    }
  } finally {
    terminal.close();
  }
}

async function benchPrompts(
  options: BenchOptions,
  { config, log, terminal, screen, environment }: Bench,
  signal: AbortSignal,
): Promise<{ model: string; host: string; results: readonly PrefixResult[] }> {
  const say = (line: string): void => terminal.line(line);
  const download = new DownloadProgress(screen);
  const deps = { log, clock: systemClock, say, onProgress: download.show };
  const host = await benchHost(config, deps, environment, signal).finally(() => download.end());
  try {
    const content = await loadContent(PROJECT_ROOT);
    const choice = options.model === undefined ? { pick: 'smallest' as const } : { name: options.model };
    const { name } = resolveModel(choice, await host.list(signal), host.label);
    const model = await host.open(name, { signal });
    const measured = { content, prompts: new Prompts(content.templates), model, clock: systemClock };
    say(`A debate of ${options.turns} turns on ${name}, ${host.label}.`);
    terminal.status((seconds) => `persona-first: reading, ${seconds} s`);
    const usual = await measurePrefix('persona-first', options.turns, measured, signal);
    terminal.status((seconds) => `shared-first: reading, ${seconds} s`);
    const ours = await measurePrefix('shared-first', options.turns, measured, signal);
    terminal.status(undefined);
    for (const line of prefixTable([usual, ours])) say(line);
    say('');
    return { model: name, host: host.label, results: [usual, ours] };
  } finally {
    await host.close();
  }
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
