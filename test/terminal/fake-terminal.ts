import { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { cellsOf } from '../../src/terminal/text-width.ts';

/** One column of a row; the second column of a wide character is empty. */
type Row = string[];

/** The escape sequences that the program may use; any other one is an error of the program. */
const KNOWN = /^\p{Cc}\[(\d*(?:;\d+)*)([mAJK])/u;
const ESCAPE = '\u001b';

/** A terminal that draws what is written to it, breaks full lines, and breaks them anew when its width changes. */
export class FakeTerminal extends Writable {
  readonly isTTY = true;
  columns: number;
  /** Everything that was written, escape sequences too. */
  raw = '';
  #rows: Row[] = [[]];
  #column = 0;
  /** Which rows go on in the next one. */
  readonly #broken = new Set<Row>();

  constructor(columns = 80) {
    super({ decodeStrings: false });
    this.columns = columns;
  }

  getColorDepth(environment?: object): number {
    return WriteStream.prototype.getColorDepth(environment);
  }

  /** The rows as a reader sees them. */
  get rows(): string[] {
    return this.#rows.map((row) => row.join('').trimEnd());
  }

  get text(): string {
    return this.rows.join('\n');
  }

  resize(columns: number): void {
    this.columns = columns;
    const lines: Row[] = [];
    let open = false;
    for (const row of this.#rows) {
      if (open) lines.at(-1)?.push(...row);
      else lines.push([...row]);
      open = this.#broken.has(row);
    }
    this.#broken.clear();
    this.#rows = lines.flatMap((line) => {
      const pieces: Row[] = [];
      for (let start = 0; start === 0 || start < line.length; start += columns) {
        pieces.push(line.slice(start, start + columns));
      }
      for (const piece of pieces.slice(0, -1)) this.#broken.add(piece);
      return pieces;
    });
    this.#column = this.#row.length;
    this.emit('resize');
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.raw += chunk;
    let rest = chunk;
    while (rest !== '') {
      const sequence = rest.startsWith(ESCAPE) ? KNOWN.exec(rest) : null;
      if (sequence !== null) {
        this.#obey(sequence[2] ?? '', Number(sequence[1] || 1));
        rest = rest.slice(sequence[0].length);
        continue;
      }
      const next = rest.slice(1).search(/\p{Cc}/u);
      const text = /^\p{Cc}/u.test(rest) ? rest.slice(0, 1) : next < 0 ? rest : rest.slice(0, next + 1);
      if (text === '\n') this.#newRow();
      else if (text === '\r') this.#column = 0;
      else this.#draw(text);
      rest = rest.slice(text.length);
    }
    done();
  }

  get #row(): Row {
    const row = this.#rows.at(-1);
    if (row === undefined) throw new Error('A terminal has a row');
    return row;
  }

  #newRow(): void {
    this.#rows.push([]);
    this.#column = 0;
  }

  #draw(text: string): void {
    const control = /\p{Cc}/u.exec(text);
    if (control !== null) throw new Error(`A control character got out: ${JSON.stringify(text)}`);
    for (const { text: character, width } of cellsOf(text)) {
      if (this.#column + width > this.columns) {
        this.#broken.add(this.#row);
        this.#newRow();
      }
      this.#row.splice(this.#column, width, character, ...Array.from({ length: width - 1 }, () => ''));
      this.#column += width;
    }
  }

  #obey(letter: string, count: number): void {
    if (letter === 'A') {
      // Only what is cleared at once is ever gone up to.
      this.#rows.splice(this.#rows.length - count, count);
      this.#column = 0;
    } else if (letter === 'J') this.#row.splice(this.#column);
    else if (letter === 'K') this.#row.splice(0);
  }
}

/** Standard output that is no terminal. */
export class FakeFile extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
