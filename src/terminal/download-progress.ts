import type { TerminalScreen } from './terminal-screen.ts';

/** The download of the small model on a screen: a line that is overwritten where that is possible, a line each quarter elsewhere. */
export class DownloadProgress {
  readonly #screen: TerminalScreen;
  readonly #part: ReturnType<TerminalScreen['part']>;
  #text = '';
  #quarter = -1;

  constructor(screen: TerminalScreen) {
    this.#screen = screen;
    this.#part = screen.part();
  }

  readonly show = (received: number, total: number): void => {
    const begun = this.#text !== '';
    this.#text = `Fetching the small model, once: ${megabytes(received)} of ${megabytes(total)} MB`;
    const quarter = Math.floor((4 * received) / total);
    if (this.#screen.overwrite) {
      if (!begun) this.#part.status((seconds) => `${this.#text}, ${seconds} s`);
    } else if (quarter > this.#quarter) this.#part.line(this.#text);
    this.#quarter = Math.max(quarter, this.#quarter);
  };

  /** The download is over, or given up. */
  end(): void {
    this.#part.close();
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
