import type { ScreenPart, TerminalScreen } from '../terminal/terminal-screen.ts';
import type { AuditWork } from './readings.ts';
import type { AuditStep } from './run-audit.ts';
import { TimeLeft } from './time-left.ts';

const BAR_COLUMNS = 20;
/** Where no line can be overwritten, there is a line each time that so much more of the whole is done. */
const PARTS = 10;

/** Shows how far an audit is: a bar in a line that is overwritten, or a line now and then. */
export class AuditProgress {
  readonly #part: ScreenPart;
  readonly #overwrite: boolean;
  readonly #timeLeft = new TimeLeft();
  readonly #total: number;
  #told = 0;
  #text = 'The judge reads the first debate';

  /** @param due all that is asked for in this run */
  constructor(screen: TerminalScreen, due: AuditWork) {
    this.#part = screen.part();
    this.#overwrite = screen.overwrite;
    this.#total = answersIn(due);
    this.#part.status((seconds) => `${this.#text} · ${seconds} s`);
  }

  /** @param left what is still to be asked */
  show(step: AuditStep, left: AuditWork): void {
    const done = Math.max(0, this.#total - answersIn(left));
    const first = this.#timeLeft.of(left) === undefined;
    this.#timeLeft.add(step);
    const time = timeWords(this.#timeLeft.of(left) ?? 0);
    if (first && done < this.#total) this.#part.line(`By its first answer, this takes ${time}.`);
    const far = `${done} of ${this.#total}, ${time} left`;
    this.#text = `${bar(done / this.#total)} ${far} · ${step.what}`;
    const part = Math.floor((PARTS * done) / this.#total);
    if (!this.#overwrite && part > this.#told) this.#part.line(`${far}.`);
    this.#told = Math.max(this.#told, part);
  }

  /** The audit is over, or broken off. */
  end(): void {
    this.#part.close();
  }
}

/** How many answers are asked for. */
export function answersIn({ readings, comparisons }: AuditWork): number {
  return readings.reduce((sum, { criteria }) => sum + criteria.length, 0) + comparisons.length;
}

function bar(share: number): string {
  const full = Math.round(BAR_COLUMNS * share);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_COLUMNS - full)}]`;
}

function timeWords(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return 'less than a minute';
  if (minutes < 90) return `about ${Math.round(minutes)} min`;
  return `about ${(minutes / 60).toFixed(1)} hours`;
}
