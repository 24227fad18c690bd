import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { jsonIn } from '../../core/json-in.ts';
import type { Manifest, TableName } from './manifest.ts';
import { pairCodec } from './stored-pair.ts';
import { scoreCodec } from './stored-score.ts';
import type { StudyData } from './study-data.ts';
import { debateRowSchema } from './study-rows.ts';
import { StudyUnreadableError } from './study-unreadable-error.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A table as it is written, with what the manifest says of it. */
export interface TableFile {
  readonly entry: Manifest['files'][number];
  readonly bytes: Buffer;
}

/** The tables of a study as JSON Lines, compressed. The same rows give the same bytes, by the same version of zlib. */
export async function tableFiles({ debates, scores, pairs }: StudyData): Promise<readonly TableFile[]> {
  return Promise.all([
    tableFile('debates.jsonl.gz', debates),
    tableFile(
      'scores.jsonl.gz',
      scores.map((row) => z.encode(scoreCodec, row)),
    ),
    tableFile(
      'pairs.jsonl.gz',
      pairs.map((row) => z.encode(pairCodec, row)),
    ),
  ]);
}

async function tableFile(name: TableName, rows: readonly object[]): Promise<TableFile> {
  const bytes = await compress(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { level: 9 });
  return { entry: { name, rows: rows.length, bytes: bytes.length, sha256: hashOf(bytes) }, bytes };
}

/** SHA-256 of a file. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Parses the tables.
 * @param read gives the bytes of a table
 * @throws StudyUnreadableError
 */
export async function readTables(read: (name: TableName) => Promise<Buffer>): Promise<Omit<StudyData, 'head'>> {
  return {
    debates: await rowsIn('debates.jsonl.gz', debateRowSchema, read),
    scores: await rowsIn('scores.jsonl.gz', scoreCodec, read),
    pairs: await rowsIn('pairs.jsonl.gz', pairCodec, read),
  };
}

async function rowsIn<Row>(
  name: TableName,
  schema: z.ZodType<Row>,
  read: (name: TableName) => Promise<Buffer>,
): Promise<Row[]> {
  const text = await decompress(await read(name)).catch((error: unknown) => {
    throw new StudyUnreadableError(name, 'is not compressed with gzip, or was cut', error);
  });
  const lines = text.toString('utf8').split('\n');
  return lines.flatMap((line, place) => {
    if (line === '') return [];
    const parsed = schema.safeParse(jsonIn(line));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
      throw new StudyUnreadableError(name, `has no row of a study in line ${place + 1}${where}`, parsed.error);
    }
    return [parsed.data];
  });
}
