import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isAbort } from '../../src/core/errors.ts';
import { frontMatter } from '../../src/export/front-matter.ts';
import { writeExport } from '../../src/export/write-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const README = { name: 'README.md', text: frontMatter({ files: [], simulated: false, typedWords: false }) };
const { signal } = new AbortController();

async function place(): Promise<{
  out: string;
  parent: string;
  write(text: string, stop?: AbortSignal): Promise<void>;
}> {
  const parent = await temporaryFolder();
  const out = path.join(parent, 'export');
  return {
    out,
    parent,
    write: (text, stop = signal) => writeExport([{ name: 'ratings.jsonl', text }, README], out, stop),
  };
}

it('files come into a folder that is there or not, as any other folder is made', async () => {
  const { out, parent, write } = await place();
  await write('1\n');
  expect(await readFile(path.join(out, 'ratings.jsonl'), 'utf8')).toBe('1\n');
  await mkdir(path.join(parent, 'usual'));
  expect((await stat(out)).mode).toBe((await stat(path.join(parent, 'usual'))).mode);
  expect((await readdir(parent)).sort()).toEqual(['export', 'usual']);
});

it('what an earlier export had is gone, with all of it', async () => {
  const { out, parent, write } = await place();
  await write('1\n');
  await writeExport([README, { name: 'labels.jsonl', text: '2\n' }], out, signal);
  expect((await readdir(out)).sort()).toEqual(['README.md', 'labels.jsonl']);
  expect(await readdir(parent)).toEqual(['export']);
});

it.each([
  ['a file of somebody', ['thesis.docx'], 'it holds thesis.docx'],
  ['an export to which somebody added', ['README.md', 'ratings.jsonl', '.git'], 'it holds .git'],
  ['data that somebody put beside it', ['README.md', 'ratings.jsonl', 'mine.jsonl'], 'it holds mine.jsonl'],
  ['data of somebody', ['ratings.jsonl'], 'what is in it was not written by this command'],
])('%s is not written over', async (_, names, why) => {
  const { out, write } = await place();
  await mkdir(out);
  for (const name of names) await writeFile(path.join(out, name), name === 'README.md' ? README.text : 'mine');
  await expect(write('1\n')).rejects.toMatchObject({ name: 'ExportTakenError', message: expect.stringContaining(why) });
  expect((await readdir(out)).sort()).toEqual([...names].sort());
});

it('a card of another data set is not written over, nor is a file', async () => {
  const { out, parent, write } = await place();
  await mkdir(out);
  await writeFile(path.join(out, 'README.md'), '---\ntags:\n  - dpo\n---\nensemble-debates-export\n');
  await writeFile(path.join(out, 'ratings.jsonl'), 'mine');
  await expect(write('1\n')).rejects.toMatchObject({ name: 'ExportTakenError' });
  const file = path.join(parent, 'file');
  await writeFile(file, 'mine');
  await expect(writeExport([README], file, signal)).rejects.toMatchObject({
    name: 'ExportTakenError',
    message: expect.stringContaining('it is a file'),
  });
});

it('an empty folder is free', async () => {
  const { out, write } = await place();
  await mkdir(out);
  await write('1\n');
  expect((await readdir(out)).sort()).toEqual(['README.md', 'ratings.jsonl']);
});

it('what cannot be written is told with what to do, and what was there stays', async () => {
  const { parent, out, write } = await place();
  await write('1\n');
  const bad = writeExport([{ name: 'no/such/folder.jsonl', text: '2\n' }, README], out, signal);
  await expect(bad).rejects.toMatchObject({ name: 'ExportUnwritableError', advice: expect.stringContaining('--out') });
  expect(await readFile(path.join(out, 'ratings.jsonl'), 'utf8')).toBe('1\n');
  expect(await readdir(parent)).toEqual(['export']);
});

it('an end in the middle leaves nothing, or what was there', async () => {
  const { parent, write } = await place();
  const controller = new AbortController();
  controller.abort();
  await expect(write('1\n', controller.signal)).rejects.toSatisfy(isAbort);
  expect(await readdir(parent)).toEqual([]);
});
