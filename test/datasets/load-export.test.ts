import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { runExportCommand } from '../../src/export/export-command.ts';
import { parseExportOptions } from '../../src/export/export-options.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { storeEvents } from '../agreement/ballots.ts';
import { type Ballots, holdTrials } from '../export/held-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';
import type { ProcessOptions } from '../trial/processes.ts';

/** A Python that has Hugging Face's `datasets`; .ci/datasets makes it. */
const python = process.env['PYTHON_WITH_DATASETS'] ?? 'python3';
const run = promisify(execFile);

/** Exports what comes of these trials. @returns the folder */
async function exported(trials: readonly Ballots[], options: ProcessOptions = {}): Promise<string> {
  const folder = await temporaryFolder();
  const database = `sqlite://${path.join(folder, 'bot.sqlite')}`;
  await storeEvents(database, await (await holdTrials(trials, options)).stored());
  const out = path.join(folder, 'export');
  const usual = { database, out, minVotes: 5, minMargin: 0, minRaters: 3, agreement: 'any' };
  const output = { stdout: new FakeFile(), env: {} };
  await runExportCommand(parseExportOptions(usual), output, new AbortController().signal);
  return out;
}

/** Loads a folder as somebody would who trains on it. @returns how many rows each configuration has */
async function load(folder: string): Promise<unknown> {
  const { stdout } = await run(python, [path.join(PROJECT_ROOT, 'test/datasets/check_export.py'), folder]);
  return JSON.parse(stdout);
}

it('every configuration loads with Hugging Face’s datasets, in the shapes that TRL’s trainers take', async () => {
  const folder = await exported([
    { votes: { ensemble: 6, baseline: 2 }, raters: 12 },
    { votes: { ensemble: 1, baseline: 2, 'self-consistency': 4 }, raters: 3, request: { selfConsistency: true } },
    { votes: { baseline: 1, 'all-bad': 6 } },
  ]);
  expect(await load(folder)).toEqual({
    preferences: 3,
    'preferences-conversational': 3,
    labels: 7,
    'labels-conversational': 7,
    ratings: 35,
  });
});

it('columns in which all is empty load too, and files without a row are not there', async () => {
  const folder = await exported([{ votes: { ensemble: 2 }, raters: 3 }], { judged: ['debate'] });
  const lines = (await readFile(path.join(folder, 'ratings.jsonl'), 'utf8')).trimEnd().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ rating_low: null, margin: null });
  expect(await load(folder)).toEqual({ ratings: 14 });
});

it('a wrong type is found', async () => {
  const folder = await exported([{ votes: { ensemble: 6, baseline: 2 } }]);
  const file = path.join(folder, 'labels.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('"label":true', '"label":"yes"'));
  await expect(load(folder)).rejects.toThrow();
});
