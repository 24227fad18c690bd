import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { readLocalConfig } from '../config.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import { systemClock } from '../core/clock.ts';
import { createLog } from '../core/log.ts';
import { pickHost } from '../models/pick-host.ts';
import { PROJECT_ROOT } from '../start-app.ts';
import { DownloadProgress } from '../terminal/download-progress.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { TerminalProcess } from '../terminal/terminal-output.ts';
import { resolveModel } from '../trial/resolve-model.ts';
import { type Layout, measurePrefix, type PrefixResult } from './prefix-bench.ts';

const optionsSchema = z.object({ turns: z.number(), model: z.string().optional(), json: z.string().optional() });
export type BenchOptions = z.infer<typeof optionsSchema>;

export function parseBenchOptions(options: unknown): BenchOptions {
  return optionsSchema.parse(options);
}

const LAYOUTS: readonly Layout[] = ['persona-first', 'shared-first'];

/**
 * Measures what a server has to read for a debate, in our order of a prompt's parts and in the usual one, prints a table and, where a file
 * is named, writes the figures as JSON.
 * @throws NoModelError, ModelMissingError, ModelUnreachableError, BenchImpossibleError
 */
export async function runBench(options: BenchOptions, process: TerminalProcess, signal: AbortSignal): Promise<void> {
  const config = readLocalConfig(process.env);
  const log = createLog(config.logLevel);
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const say = (line: string): void => terminal.line(line);
  const download = new DownloadProgress(screen);
  const picked = await pickHost(
    config,
    { log, clock: systemClock, say, onProgress: download.show, mayPassOver: false },
    signal,
  ).finally(() => download.end());
  try {
    const content = await loadContent(PROJECT_ROOT);
    const prompts = new Prompts(content.templates);
    const choice = options.model === undefined ? { pick: 'smallest' as const } : { name: options.model };
    const { name } = resolveModel(choice, await picked.host.list(signal), picked.host.label);
    const model = await picked.host.open(name, { signal });
    say(
      `What ${name} on ${picked.host.label} reads for a debate of ${options.turns} turns, in seconds of its own time:`,
    );
    say('');
    const results: PrefixResult[] = [];
    for (const layout of LAYOUTS) {
      terminal.status((seconds) => `${layout}: reading, ${seconds} s`);
      results.push(await measurePrefix(layout, options.turns, { content, prompts, model }, signal));
    }
    terminal.status(undefined);
    for (const line of table(results, options.turns)) say(line);
    if (options.json !== undefined) {
      const facts = { model: name, host: picked.host.label, node: globalThis.process.version, results };
      await writeFile(options.json, `${JSON.stringify(facts, null, 2)}\n`);
    }
  } finally {
    terminal.close();
    await picked.host.close();
  }
}

/** Sums after each quarter of the turns, and how many times less our layout takes. */
function table(results: readonly PrefixResult[], turns: number): string[] {
  const until = [...new Set([1, 2, 3, 4].map((quarter) => Math.max(1, Math.round((turns * quarter) / 4))))];
  const sums = results.map(({ promptMilliseconds }) => until.map((count) => sum(promptMilliseconds.slice(0, count))));
  const [usual = [], ours = []] = sums;
  return [
    `| | ${until.map((count) => `${count} turns`).join(' | ')} | last turn |`,
    `| --- |${' --- |'.repeat(until.length + 1)}`,
    ...results.map(({ layout, promptMilliseconds }, place) => {
      const cells = [...(sums[place] ?? []), promptMilliseconds.at(-1) ?? 0].map((value) => (value / 1000).toFixed(2));
      return `| ${layout} | ${cells.join(' | ')} |`;
    }),
    `| times less | ${until.map((_, place) => ((usual[place] ?? 0) / (ours[place] ?? 1)).toFixed(1)).join(' | ')} | |`,
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
