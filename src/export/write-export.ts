import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isExpected } from '../core/errors.ts';
import { DATA_NAMES, fileNameOf } from './data-files.ts';
import { ExportTakenError } from './export-taken-error.ts';
import { ExportUnwritableError } from './export-unwritable-error.ts';
import { EXPORT_TAG } from './front-matter.ts';

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

/** The datasheet, by which an export is known. */
export const README = 'README.md';

const OURS: readonly string[] = [README, ...DATA_NAMES.map(fileNameOf)];

/**
 * Makes sure that nothing but an export, or an empty folder, is where one will go: before a database is read for it.
 * @throws ExportTakenError, ExportUnwritableError
 */
export async function ensureFree(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names === undefined || names.length === 0) return;
  const other = names.find((name) => !OURS.includes(name));
  if (other !== undefined) throw new ExportTakenError(folder, `it holds ${other}`);
  if (!names.includes(README) || !(await isExport(folder)))
    throw new ExportTakenError(folder, 'what is in it was not written by this command');
}

/**
 * Writes files into a folder of their own, whole or not at all: into a hidden folder beside the place first, from where all of them are moved at
 * once. An export that was there stays until the new one is whole; it is in that hidden folder if the program is killed between the two moves.
 * @throws ExportTakenError, ExportUnwritableError, AbortError
 */
export async function writeExport(files: readonly ExportedFile[], folder: string, signal: AbortSignal): Promise<void> {
  const place = path.resolve(folder);
  const { dir, base } = path.parse(place);
  try {
    await mkdir(dir, { recursive: true });
    const room = await mkdtemp(path.join(dir, `.${base}-`));
    const whole = path.join(room, 'whole');
    try {
      await mkdir(whole);
      for (const { name, text } of files) await writeFile(path.join(whole, name), text, { flush: true, signal });
      await ensureFree(place);
      signal.throwIfAborted();
      await replace(place, whole, path.join(room, 'before'));
    } finally {
      await rm(whole, { recursive: true, force: true });
      // With something still in it, it stays.
      await rmdir(room).catch(() => {});
    }
  } catch (error) {
    if (signal.aborted || isExpected(error)) throw error;
    throw new ExportUnwritableError(folder, error);
  }
}

/** @param before where what is there is until the new one is in its place */
async function replace(place: string, whole: string, before: string): Promise<void> {
  const isThere = (await namesIn(place)) !== undefined;
  if (isThere) await rename(place, before);
  try {
    await rename(whole, place);
  } catch (error) {
    if (isThere) await rename(before, place);
    throw error;
  }
  if (isThere) await rm(before, { recursive: true });
}

/** Undefined where there is no such folder. @throws ExportTakenError, ExportUnwritableError */
async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') throw new ExportTakenError(folder, 'it is a file');
    throw new ExportUnwritableError(folder, error);
  }
}

async function isExport(folder: string): Promise<boolean> {
  const [, head = ''] = (await readFile(path.join(folder, README), 'utf8')).split('---\n');
  return head.split('\n').includes(`  - ${EXPORT_TAG}`);
}
