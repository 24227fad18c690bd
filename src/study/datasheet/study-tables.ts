import type { Manifest, TableName } from '../data/manifest.ts';
import { storedPairSchema } from '../data/stored-pair.ts';
import { storedScoreSchema } from '../data/stored-score.ts';
import { debateRowSchema } from '../data/study-rows.ts';
import { type Column, columnsOf } from './columns.ts';

/** A table of a study, for its datasheet. */
export interface Table {
  /** Its configuration. */
  readonly name: 'debates' | 'scores' | 'pairs';
  readonly file: TableName;
  readonly rows: number;
  /** What a row is. */
  readonly what: string;
  readonly columns: readonly Column[];
}

const KNOWN = [
  {
    name: 'debates',
    file: 'debates.jsonl.gz',
    what: 'one arm of one trial: who debated, every call for a turn, the answer',
    schema: debateRowSchema,
  },
  {
    name: 'scores',
    file: 'scores.jsonl.gz',
    what: 'one judge’s score of one object on one criterion, or why there is none',
    schema: storedScoreSchema,
  },
  {
    name: 'pairs',
    file: 'pairs.jsonl.gz',
    what: 'one judge’s comparison of two arms of a trial, in both orders, or why there is none',
    schema: storedPairSchema,
  },
] as const;

/** A study's tables with their columns. @param files as its manifest names them */
export function tablesIn(files: Manifest['files']): readonly Table[] {
  return KNOWN.map(({ schema, ...table }) => ({
    ...table,
    rows: files.find(({ name }) => name === table.file)?.rows ?? 0,
    columns: columnsOf(schema),
  }));
}
