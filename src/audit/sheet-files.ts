import { markdownOf } from './block.ts';
import type { AuditSheet } from './sheet.ts';
import { sheetBlocks, thresholdBlocks } from './sheet-blocks.ts';

/** A whole sheet as files: Markdown, for people, and JSON, for programs. Those of the same judge and size have the same names. */
export function sheetFiles(sheet: AuditSheet): readonly { readonly name: string; readonly text: string }[] {
  const { judge, plan } = sheet;
  const parts = [judge.model.replace(/[^\p{L}\p{N}._-]+/gu, '-'), ...(judge.thinking ? ['thinking'] : []), plan.size];
  const name = parts.join('-');
  return [
    { name: `${name}.md`, text: markdownOf([...sheetBlocks(sheet), ...thresholdBlocks()]) },
    { name: `${name}.json`, text: `${JSON.stringify(sheet, null, 2)}\n` },
  ];
}
