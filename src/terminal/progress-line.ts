import { columnsOf, type TerminalOutput } from './terminal-output.ts';
import { fitInto, widthOf } from './text-width.ts';

/** One line at the bottom of a terminal that is overwritten while work goes on. */
export class ProgressLine {
  readonly #out: TerminalOutput;
  #shown = '';

  constructor(out: TerminalOutput) {
    this.#out = out;
  }

  /** Replaces the line. @param style for the part that fits */
  show(text: string, style: (text: string) => string = (plain) => plain): void {
    // The last column stays free: a terminal would begin a new line after it.
    const line = fitInto(text.replace(/\s/g, ' '), columnsOf(this.#out) - 1);
    if (line === this.#shown) return;
    this.clear();
    this.#shown = line;
    this.#out.write(style(line));
  }

  /** Takes the line away, so that other text can be printed. */
  clear(): void {
    if (this.#shown === '') return;
    // A terminal that became narrower has broken the line into several rows.
    const rows = Math.ceil(widthOf(this.#shown) / columnsOf(this.#out));
    this.#shown = '';
    this.#out.write(rows > 1 ? `\r\u001b[${rows - 1}A\u001b[J` : '\r\u001b[2K');
  }
}
