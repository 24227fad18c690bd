import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuditSheet } from './sheet.ts';
import { sheetFiles } from './sheet-files.ts';
import { SheetUnwritableError } from './sheet-unwritable-error.ts';

/**
 * Makes sure that a sheet will have somewhere to go, before hours are spent on it.
 * @throws SheetUnwritableError
 */
export async function ensureWritable(folder: string): Promise<void> {
  await orUnwritable(folder, async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  });
}

/**
 * Writes a sheet as JSON, for programs, and as Markdown, for people, in place of an earlier one of the same judge and size.
 * @returns where
 * @throws SheetUnwritableError
 */
export async function writeSheet(sheet: AuditSheet, folder: string): Promise<readonly string[]> {
  const files = sheetFiles(sheet).map(({ name, text }) => ({ file: path.join(folder, name), text }));
  await orUnwritable(folder, async () => {
    await mkdir(folder, { recursive: true });
    for (const { file, text } of files) await writeFile(file, text);
  });
  return files.map(({ file }) => file);
}

async function orUnwritable(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new SheetUnwritableError(folder, error);
  }
}
