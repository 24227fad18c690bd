import type { ScreenPart, TerminalScreen } from './terminal-screen.ts';

/** Where no line can be overwritten, there is a line each time that so much more of the whole is done. */
const PARTS = 10;

/** How far some work is: a line that is overwritten where that is possible, elsewhere a line now and then. */
export class WorkProgress {
  readonly #part: ScreenPart;
  readonly #overwrite: boolean;
  #text: string;
  #told: number;

  /** @param text what is shown before anything was done @param share how much was done before, 0 to 1 */
  constructor(screen: TerminalScreen, text: string, share: number) {
    this.#part = screen.part();
    this.#overwrite = screen.overwrite;
    this.#text = text;
    this.#told = partsOf(share);
    this.#part.status((seconds) => `${this.#text} · ${seconds} s`);
  }

  /** @param text for a line that is overwritten @param line the same for one that stays @param share how much is done, 0 to 1 */
  show({ text, line, share }: { readonly text: string; readonly line: string; readonly share: number }): void {
    this.#text = text;
    const part = partsOf(share);
    if (!this.#overwrite && part > this.#told) this.#part.line(line);
    this.#told = Math.max(this.#told, part);
  }

  /** Says something that stays, beside it. */
  line(text: string): void {
    this.#part.line(text);
  }

  /** The work is over, or broken off. */
  end(): void {
    this.#part.close();
  }
}

function partsOf(share: number): number {
  return Math.floor(PARTS * share);
}
