import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markdownOf } from './block.ts';
import type { AuditSheet } from './sheet.ts';
import { sheetBlocks, thresholdBlocks } from './sheet-blocks.ts';

/**
 * Writes a sheet as JSON, for programs, and as Markdown, for people, in place of an earlier one of the same judge and size.
 * @returns where
 * @throws what the file system throws
 */
export async function writeSheet(sheet: AuditSheet, folder: string): Promise<readonly string[]> {
  const { judge, plan } = sheet;
  const name = [judge.model.replace(/[^\p{L}\p{N}.-]+/gu, '-'), ...(judge.thinking ? ['thinking'] : []), plan.size];
  const file = path.join(folder, name.join('-'));
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.json`, `${JSON.stringify(sheet, null, 2)}\n`);
  await writeFile(`${file}.md`, markdownOf([...sheetBlocks(sheet), ...thresholdBlocks()]));
  return [`${file}.md`, `${file}.json`];
}
