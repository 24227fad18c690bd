import { type FileHandle, open } from 'node:fs/promises';
import type { z } from 'zod';
import { JsonLinesError } from './json-lines-error.ts';

/**
 * A file of records, one a line, that only grows: whoever is killed while it writes loses the line that was being written, and no other.
 * It has one writer.
 */
export class JsonLinesFile<Value> {
  readonly file: string;
  /** What it held when it was opened, in order. */
  readonly held: readonly Value[];
  /** Whether a line that was cut in the middle was dropped. */
  readonly torn: boolean;
  readonly #handle: FileHandle;
  /** How many bytes are whole records. */
  #whole: number;
  #written: Promise<unknown> = Promise.resolve();

  private constructor(
    file: string,
    { held, torn, whole }: { readonly held: readonly Value[]; readonly torn: boolean; readonly whole: number },
    handle: FileHandle,
  ) {
    this.file = file;
    this.held = held;
    this.torn = torn;
    this.#whole = whole;
    this.#handle = handle;
  }

  /**
   * Opens a file, which is made where there is none.
   * @param begins what every record begins with: only what begins so is a torn record and may be dropped
   * @throws JsonLinesError when it cannot be opened, or a line other than a torn last one is no record
   */
  static async open<Value>(file: string, schema: z.ZodType<Value>, begins: string): Promise<JsonLinesFile<Value>> {
    const handle = await open(file, 'a+').catch((error: unknown) => {
      throw JsonLinesError.unwritable(file, error);
    });
    try {
      const bytes = await handle.readFile();
      const end = bytes.lastIndexOf('\n') + 1;
      const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
      const held = lines.map((line, number) => parse(line, schema, file, number + 1));
      const rest = bytes.toString('utf8', end);
      const torn = rest !== '';
      if (torn && !rest.startsWith(begins) && !begins.startsWith(rest)) {
        throw new JsonLinesError(file, 'other-content', `holds something else in line ${lines.length + 1}`);
      }
      if (torn) await handle.truncate(end);
      return new JsonLinesFile(file, { held, torn, whole: end }, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Adds a record after all that were added before. @throws JsonLinesError when it cannot be written */
  append(record: Value): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    const written = this.#written.then(async () => {
      // Of a record that could not be written, a full disk may hold the beginning: nothing goes after it.
      await this.#handle.truncate(this.#whole);
      await this.#handle.appendFile(line);
      this.#whole += line.length;
    });
    this.#written = written.catch(() => {});
    return written.catch((error: unknown) => {
      throw JsonLinesError.unwritable(this.file, error);
    });
  }

  /** Closes it once all is written. */
  async close(): Promise<void> {
    await this.#written;
    await this.#handle.close();
  }
}

function parse<Value>(line: string, schema: z.ZodType<Value>, file: string, number: number): Value {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new JsonLinesError(file, 'other-content', `holds something else in line ${number}: no JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new JsonLinesError(
    file,
    'other-content',
    `holds something else in line ${number}: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}
