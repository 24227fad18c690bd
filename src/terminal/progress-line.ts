import type { Writable } from 'node:stream';

/** One line at the bottom that is overwritten while work goes on; without a terminal nothing is drawn, and milestones are printed instead. */
export class ProgressLine {
  readonly #out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  #shown = '';

  constructor(out: Writable & { readonly isTTY?: boolean; readonly columns?: number }) {
    this.#out = out;
  }

  /** Replaces the line. */
  show(text: string): void {
    if (this.#out.isTTY !== true) return;
    const line = text.slice(0, Math.max(0, (this.#out.columns ?? 80) - 1));
    if (line === this.#shown) return;
    this.#shown = line;
    this.#out.write(`\r\u001b[2K${line}`);
  }

  /** Takes the line away, so that other text can be printed. */
  clear(): void {
    if (this.#shown === '') return;
    this.#shown = '';
    this.#out.write('\r\u001b[2K');
  }
}
