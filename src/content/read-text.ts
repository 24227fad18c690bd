import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ContentProblem } from './content-error.ts';

export type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ContentProblem };

/**
 * A content file as text with plain line ends and without a byte order mark, so that its hash is the same on every system.
 * @param name path from `root`, with forward slashes
 */
export async function readText(root: string, name: string): Promise<ReadText> {
  const failed = (line: number, message: string): ReadText => ({
    ok: false,
    problem: { file: name, line, field: '', message },
  });
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(root, name));
  } catch {
    return failed(1, 'expected a file that can be read');
  }
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
  const broken = text.search(/[\ufffd\0]/);
  if (broken < 0) return { ok: true, text };
  const line = text.slice(0, broken).split('\n').length;
  return failed(line, 'a character here is not readable: save the file as UTF-8 text');
}
