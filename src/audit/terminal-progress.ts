import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import type { AuditStep } from './ask-due.ts';
import { ProgressFigures } from './progress-figures.ts';
import type { AuditWork } from './readings.ts';

/** Where no line can be overwritten, there is a line each time that so much more of the whole is done. */
const PARTS = 10;

/** Shows in a terminal how far an audit is: a bar in a line that is overwritten, or a line now and then. */
export class TerminalProgress {
  readonly #part: ScreenPart;
  readonly #overwrite: boolean;
  readonly #figures: ProgressFigures;
  #told: number;
  #text = 'The judge reads the first debate';

  /** @param due all that is asked for in this run @param before how many answers earlier runs have heard */
  constructor(screen: TerminalScreen, due: AuditWork, before: number) {
    this.#part = screen.part();
    this.#overwrite = screen.overwrite;
    this.#figures = new ProgressFigures(due, before);
    this.#told = partsOf(this.#figures);
    this.#part.status((seconds) => `${this.#text} · ${seconds} s`);
  }

  /** @param left what is still to be asked */
  show(step: AuditStep, left: AuditWork): void {
    const figures = this.#figures;
    const first = figures.timeLeft === undefined;
    figures.add(step, left);
    if (first && figures.share < 1) this.#part.line(`By its first answer, this takes ${figures.timeLeft}.`);
    this.#text = `${figures.bar} ${figures.far} · ${figures.what}`;
    const part = partsOf(figures);
    if (!this.#overwrite && part > this.#told) this.#part.line(`${figures.far}.`);
    this.#told = Math.max(this.#told, part);
  }

  /** The audit is over, or broken off. */
  end(): void {
    this.#part.close();
  }
}

function partsOf({ share }: ProgressFigures): number {
  return Math.floor(PARTS * share);
}
