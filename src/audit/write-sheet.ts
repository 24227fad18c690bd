import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markdownOf } from './block.ts';
import type { AuditSheet } from './sheet.ts';
import { sheetBlocks, thresholdBlocks } from './sheet-blocks.ts';
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
  const { judge, plan } = sheet;
  const name = [judge.model.replace(/[^\p{L}\p{N}._-]+/gu, '-'), ...(judge.thinking ? ['thinking'] : []), plan.size];
  const file = path.join(folder, name.join('-'));
  await orUnwritable(folder, async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.json`, `${JSON.stringify(sheet, null, 2)}\n`);
    await writeFile(`${file}.md`, markdownOf([...sheetBlocks(sheet), ...thresholdBlocks()]));
  });
  return [`${file}.md`, `${file}.json`];
}

async function orUnwritable(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new SheetUnwritableError(folder, error);
  }
}
