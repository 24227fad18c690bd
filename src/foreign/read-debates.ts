import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { debatesInEntries } from './debates-in-entries.ts';
import type { ForeignDebates } from './foreign-debate.ts';
import { type JsonEntries, type JsonEntry, jsonEntries } from './json-entries.ts';
import { isMarkdownTranscript, markdownTranscript } from './markdown-transcript.ts';
import { TranscriptsUnreadableError } from './transcripts-unreadable-error.ts';

const READ_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ENOTDIR: 'there is no such file',
};

/**
 * The debates of a file of others, and what in it is none.
 * @throws TranscriptsUnreadableError when there is no such file, or nothing in it is a debate or a turn
 */
export async function readDebates(file: string): Promise<ForeignDebates> {
  const { debates, wrong } = await readFileOfDebates(file);
  return { debates, wrong };
}

/** A file of debates, with what else it holds. */
export interface FileOfDebates extends ForeignDebates {
  /** As they stand there; none in a transcript. */
  readonly entries: readonly JsonEntry[];
  /** SHA-256 of its bytes. */
  readonly sha256: string;
}

/**
 * The same with the file's raw entries.
 * @throws TranscriptsUnreadableError when there is no such file, or nothing in it is a debate or a turn
 */
export async function readFileOfDebates(file: string): Promise<FileOfDebates> {
  const { text, sha256 } = await readWhole(file);
  if (text.trim() === '') throw new TranscriptsUnreadableError(file, 'it is empty');
  if (isMarkdownTranscript(text)) return { debates: [markdownTranscript(text)], wrong: [], entries: [], sha256 };
  let json: JsonEntries;
  try {
    json = jsonEntries(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new TranscriptsUnreadableError(file, `it is neither JSON nor JSON lines (${problem})`);
  }
  const { debates, wrong } = debatesInEntries(json.entries);
  const all = [...json.wrong, ...wrong];
  if (debates.length === 0) {
    const [first] = all;
    const said = first === undefined ? 'its list is empty' : `${first.place}: ${first.problem}`;
    throw new TranscriptsUnreadableError(file, `no entry of it is a debate or a turn (${said})`);
  }
  return { debates, wrong: all, entries: json.entries, sha256 };
}

async function readWhole(file: string): Promise<{ readonly text: string; readonly sha256: string }> {
  try {
    const bytes = await readFile(file);
    const text = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n');
    return { text, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new TranscriptsUnreadableError(
      file,
      READ_PROBLEMS[code] ?? `it could not be read (${code || String(error)})`,
      true,
    );
  }
}
