import type { ScreenPart } from '../terminal/terminal-screen.ts';

/** How far the run is: a line that is overwritten where that is possible, a line each tenth elsewhere. */
export class Progress {
  readonly #terminal: ScreenPart;
  readonly #overwrite: boolean;
  readonly #asked: number;
  #done: number;
  #taken = 0;
  #tenth: number;

  /**
   * @param overwrite see ScreenOptions
   * @param asked how many scores there are to be
   * @param done how many there are
   */
  constructor(terminal: ScreenPart, overwrite: boolean, asked: number, done: number) {
    this.#terminal = terminal;
    this.#overwrite = overwrite;
    this.#asked = asked;
    this.#done = done;
    this.#tenth = this.#tenthOf(done);
    terminal.status((seconds) => `${this.#words()}, ${seconds} s${this.#left(seconds)}`);
  }

  step(model: string): void {
    this.#done += 1;
    this.#taken += 1;
    const tenth = this.#tenthOf(this.#done);
    if (tenth > this.#tenth && !this.#overwrite) this.#terminal.line(`${this.#words()} (${model})`);
    this.#tenth = tenth;
  }

  end(): void {
    this.#terminal.status(undefined);
  }

  #words(): string {
    return `Scored ${this.#done} of ${this.#asked}`;
  }

  /** By the pace of this run; nothing before there is one. */
  #left(seconds: number): string {
    if (this.#taken < 3) return '';
    const left = Math.ceil(((this.#asked - this.#done) * seconds) / this.#taken);
    return left < 120 ? `, about ${left} s left` : `, about ${Math.ceil(left / 60)} min left`;
  }

  #tenthOf(done: number): number {
    return Math.floor((10 * done) / this.#asked);
  }
}
