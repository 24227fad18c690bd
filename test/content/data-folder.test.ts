import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const PRIVATE = [
  'data/ensemble-debates.sqlite',
  'data/ensemble-debates.sqlite-wal',
  'data/copy.sqlite',
  'data/notes.txt',
];
const PUBLIC = ['data/README.md', 'data/studies/first/report.md'];
const run = promisify(execFile);

/** A project with the real settings and a data folder in use. */
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'data-folder-'));
  for (const name of ['.gitignore', 'package.json', 'data/README.md']) {
    await cp(path.join(PROJECT, name), path.join(root, name));
  }
  for (const name of [...PRIVATE, 'data/studies/first/report.md', 'data/studies/first/copy.sqlite']) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), 'x');
  }
});
afterAll(() => rm(root, { recursive: true }));

describe('the data folder', () => {
  it('is where the database is made unless DATABASE says otherwise', () => {
    expect(readConfig({}).database).toBe(`sqlite://${PRIVATE[0]}`);
  });

  it('keeps databases out of Git, and lets published studies in', async () => {
    await run('git', ['init', '--quiet', root]);
    const { stdout } = await run('git', ['-C', root, 'ls-files', '--others', '--exclude-standard', 'data']);
    expect(stdout.trim().split('\n').sort()).toEqual([...PUBLIC].sort());
  });

  it('has no database in the npm package', async () => {
    const { stdout, stderr } = await run('npm', ['pack', '--dry-run', '--ignore-scripts'], { cwd: root });
    expect(`${stdout}${stderr}`.match(/data\/\S+/g)).toEqual(['data/README.md']);
  });
});
