import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { faultSeed } from './fault-seed.ts';

const KILLS = 25;

/** Writes export after export to a folder and is killed some time after the first one is there. */
async function writeAndKill(folder: string, after: number): Promise<void> {
  const file = path.join(PROJECT_ROOT, 'test/faults/export-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, folder], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  // The moment is what is drawn: nothing is waited for.
  await delay(after);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
}

/** The number of the export in a folder, which all of its lines have; undefined where there is no folder. */
async function wholeExport(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  expect(names.sort()).toEqual(['README.md', 'labels.jsonl', 'preferences.jsonl', 'ratings.jsonl']);
  const number = (await readFile(path.join(folder, 'README.md'), 'utf8')).trimEnd().split('\n').at(-1);
  for (const name of names.slice(1)) {
    expect(await readFile(path.join(folder, name), 'utf8')).toBe(`{"number":${number}}\n`.repeat(20_000));
  }
  return number;
}

it('an export that is killed is there whole, or was not begun: the one before is never lost', async () => {
  const seed = faultSeed();
  process.stdout.write(`FAULT_SEED=${seed}\n`);
  const random = seededRandom(seed);
  let between = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const parent = await temporaryFolder();
    await writeAndKill(path.join(parent, 'export'), random.integer(0, 60));
    const there = await wholeExport(path.join(parent, 'export'));
    if (there !== undefined) continue;
    between += 1;
    const beside = (await readdir(parent)).map((name) => path.join(parent, name, 'before'));
    expect(await Promise.all(beside.map(wholeExport))).toContainEqual(expect.stringMatching(/^\d+$/));
  }
  process.stdout.write(`${KILLS} kills, ${between} of them between the two moves\n`);
});
