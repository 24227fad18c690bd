import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Block, markdownOf } from '../../src/audit/block.ts';
import { asPercent, asShift, estimateWords } from '../../src/audit/estimate-words.ts';
import { auditSheetSchema } from '../../src/audit/sheet.ts';
import { sheetBlocks, thresholdBlocks } from '../../src/audit/sheet-blocks.ts';
import { writeSheet } from '../../src/audit/write-sheet.ts';
import { tableLines } from '../../src/terminal/table-lines.ts';
import { widthOf } from '../../src/terminal/text-width.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { auditBy, isIntact, perfect } from './scripted-audit.ts';

const { sheet: fit } = await auditBy(perfect);
const { sheet: some } = await auditBy({
  ...perfect,
  score: (text) => (text.includes('\nSafety\n') && isIntact(text) ? new Map([['6', 1]]) : new Map([['4', 1]])),
});
const { sheet: silent } = await auditBy({ score: () => new Map([['The', 1]]) });

describe('the sheet', () => {
  it('begins with the verdict, and with what it means', () => {
    expect(markdownOf(sheetBlocks(fit))).toMatch(
      /^# Audit of the judge scripted-model:1b: fit\n\nIts scores can be used on all/,
    );
    expect(markdownOf(sheetBlocks(some))).toContain('Its scores can be used on: Safety. On the others they cannot.');
    expect(markdownOf(sheetBlocks(silent))).toContain('Its scores say nothing that can be relied on');
    for (const one of [fit, some, silent]) {
      expect(markdownOf(sheetBlocks(one))).toContain('Audits are of whole debates, one by one and in pairs');
    }
  });

  it('says what was asked, of whom, and how', () => {
    const text = markdownOf(sheetBlocks(fit));
    expect(text).toContain('Asked (size quick, seed 1): 4 planted debates');
    expect(text).toContain('2 of them 2 times more; 4 of the suite’s 60 texts that speak to the judge, each');
    expect(text).toContain('by the probabilities of the digits');
    expect(text).toContain('there is none: fewer than 10 units to draw from.');
    expect(text).toContain('The judge: family unknown, without thinking, on scripted');
  });

  it('of an earlier version does not say how many texts the suite had', () => {
    const { suite: _, ...plan } = fit.plan;
    const earlier = auditSheetSchema.parse({ ...fit, plan });
    expect(markdownOf(sheetBlocks(earlier))).toContain('; 4 texts that speak to the judge, each');
  });

  it('has no number for what was not measured', () => {
    const text = markdownOf(sheetBlocks(silent));
    expect(text).toContain('| Safety | not fit | 0 | not measured | not measured |');
    expect(text).toMatch(/\| Safety \| not measured \| not measured \| not measured \| \d+ of \d+ \|/);
    expect(text).toContain(
      'Quotes that stand in the debate: not measured; a reason was asked for 0 times and given 0 times.',
    );
    for (const one of [fit, some, silent]) expect(JSON.stringify(sheetBlocks(one))).not.toMatch(/NaN|null|undefined/);
  });

  it('has tables that fit into a terminal of 80 columns', () => {
    for (const sheet of [fit, some, silent]) {
      const tables = sheetBlocks(sheet).filter(
        (block): block is Extract<Block, { type: 'table' }> => block.type === 'table',
      );
      expect(tables).toHaveLength(3);
      const lines = tables.flatMap(({ columns, rows }) => tableLines([columns, ...rows], 'left'));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    }
  });

  it('is written as Markdown, with what the verdict asks for, and as JSON that can be read again', async () => {
    const folder = await temporaryFolder();
    const [markdown = '', json = ''] = await writeSheet(
      { ...fit, judge: { ...fit.judge, model: 'hub/judge:8b' } },
      folder,
    );
    expect([markdown, json].map((file) => file.slice(folder.length + 1))).toEqual([
      'hub-judge-8b-quick.md',
      'hub-judge-8b-quick.json',
    ]);
    const written = await readFile(markdown, 'utf8');
    for (const block of thresholdBlocks()) expect(written).toContain(markdownOf([block]).trim());
    expect(auditSheetSchema.parse(JSON.parse(await readFile(json, 'utf8'))).verdict).toEqual(fit.verdict);
  });
});

describe('an estimate in words', () => {
  it.each([
    [{ status: 'estimated', value: 0.5, low: 0.25, high: 0.75, n: 4 }, asPercent, '50% (25 to 75)'],
    [{ status: 'estimated', value: -0.5, low: -0.75, high: 0.004, n: 4 }, asShift, '−0.50 (−0.75 to 0.00)'],
    [{ status: 'no-interval', value: 1, reason: 'all alike', n: 4 }, asShift, '+1.00'],
    [{ status: 'undefined', reason: 'nothing was asked', n: 0 }, asShift, 'not measured'],
  ] as const)('%j', (estimate, style, words) => {
    expect(estimateWords(estimate, style)).toBe(words);
  });
});
