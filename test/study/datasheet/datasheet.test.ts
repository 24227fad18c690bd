import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { studyFindingsSchema } from '../../../src/study/analysis/findings.ts';
import { manifestSchema } from '../../../src/study/data/manifest.ts';
import { tableFiles } from '../../../src/study/data/tables.ts';
import { columnsOf, flatColumns } from '../../../src/study/datasheet/columns.ts';
import { LOADED_IN_JAVASCRIPT, LOADED_IN_PYTHON } from '../../../src/study/datasheet/loading.ts';
import { tablesIn } from '../../../src/study/datasheet/study-tables.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeStudy } from '../made-study.ts';
import { sit, smallPlan } from '../scripted-study.ts';

/** The ways to all keys in a value, as the datasheet writes them. */
function pathsIn(value: unknown, before = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsIn(each, `${before}[]`));
  if (typeof value !== 'object' || value === null) return [];
  const within = before === '' ? '' : `${before}.`;
  return Object.entries(value).flatMap(([key, each]) => [`${within}${key}`, ...pathsIn(each, `${within}${key}`)]);
}

describe('the columns of a study’s tables', () => {
  it('are each said in a line, and are those that are written', async () => {
    const files = await tableFiles(makeStudy({ scenarios: 4, gaps: 0.2, incomplete: 0.5 }));
    for (const { file, columns } of tablesIn([])) {
      const bytes = files.find(({ entry }) => entry.name === file)?.bytes ?? '';
      const rows = gunzipSync(bytes).toString('utf8').trimEnd().split('\n');
      const written = new Set(rows.flatMap((row) => pathsIn(JSON.parse(row))));
      const flat = flatColumns(columns);
      // Seen only where a judge was heard and said no score: these made ones were not.
      const seldom = (name: string): boolean => name.startsWith('measureUnscored.');
      expect([...written].sort()).toEqual(
        flat
          .map((column) => column.path)
          .filter((name) => !seldom(name))
          .sort(),
      );
      expect(flat.filter(({ says }) => says === '' || says.includes('\n'))).toEqual([]);
    }
  });

  it('have the types of their schema, empty or not, lists of lists too', () => {
    const schema = z.strictObject({
      name: z.string().nullable().describe('a'),
      at: z.int().describe('b'),
      share: z.number().nullable().describe('c'),
      sure: z.boolean().describe('d'),
      kind: z.enum(['x', 'y']).describe('e'),
      words: z.array(z.array(z.string())).describe('f'),
      parts: z.array(z.strictObject({ seat: z.string().describe('g') })).describe('h'),
    });
    expect(flatColumns(columnsOf(schema)).map(({ path: name, type }) => `${name}: ${type}`)).toEqual([
      'name: string',
      'at: int64',
      'share: float64',
      'sure: bool',
      'kind: string',
      'words: list of list of string',
      'parts: list of struct',
      'parts[].seat: string',
    ]);
  });

  it('cannot be of two types: tables have none of these', () => {
    const union = z.strictObject({ value: z.union([z.string(), z.number()]) });
    expect(() => columnsOf(union)).toThrow('A column has one type');
  });
});

/** A small study's datasheet, what its head says, and the files beside it. */
async function published() {
  const folder = await temporaryFolder();
  await sit({ plan: smallPlan({ judged: ['debate', 'answer'] }), out: folder });
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  const sheet = await read('README.md');
  return {
    sheet,
    card: parse(sheet.split('---\n')[1] ?? ''),
    findings: studyFindingsSchema.parse(JSON.parse(await read('findings.json'))),
    manifest: manifestSchema.parse(JSON.parse(await read('manifest.json'))),
  };
}

describe('a published study’s datasheet', () => {
  it('has a configuration for each table that has rows, and none for one without', async () => {
    const { card } = await published();
    expect(card).toMatchObject({
      pretty_name: 'A small study',
      license: 'unknown',
      size_categories: ['n<1K'],
      configs: [
        { config_name: 'debates', default: true, data_files: 'debates.jsonl.gz' },
        { config_name: 'scores', data_files: 'scores.jsonl.gz' },
      ],
    });
  });

  it('names plan, models, judge, counts and columns, and every caveat of the findings', async () => {
    const { sheet, findings, manifest } = await published();
    expect(sheet).toContain(manifest.head.planHash);
    expect(sheet).toContain('| `scores` | `scores.jsonl.gz` | 112 |');
    expect(sheet).toContain('| ensemble | 4 | 4 | 4 | 0 | 0 | 4 |');
    expect(sheet).toContain('- judge-1: `judge`; ');
    expect(sheet).toContain('| `attempts[].rejected` | string | why it is not valid; null: it is |');
    expect(findings.caveats.length).toBeGreaterThan(0);
    for (const { words } of findings.caveats) expect(sheet).toContain(words);
    for (const line of [...LOADED_IN_PYTHON, LOADED_IN_JAVASCRIPT]) expect(sheet).toContain(line);
    expect(sheet).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says first what forbids every claim', async () => {
    const { sheet, findings } = await published();
    const grave = findings.caveats.find(({ weight }) => weight === 'grave')?.words ?? 'none';
    const head = sheet.slice(0, sheet.indexOf('## Why it was made'));
    expect(head).toContain(grave);
  });
});
