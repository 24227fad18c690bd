import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import { WorkProgress } from '../terminal/work-progress.ts';
import type { AuditStep } from './ask-due.ts';
import { ProgressFigures } from './progress-figures.ts';
import type { AuditWork } from './readings.ts';

/** Shows in a terminal how far an audit is, with a bar where a line can be overwritten. */
export class TerminalProgress {
  readonly #progress: WorkProgress;
  readonly #figures: ProgressFigures;

  /** @param due all that is asked for in this run @param before how many answers earlier runs have heard */
  constructor(screen: TerminalScreen, due: AuditWork, before: number) {
    this.#figures = new ProgressFigures(due, before);
    this.#progress = new WorkProgress(screen, 'The judge reads the first debate', this.#figures.share);
  }

  /** @param left what is still to be asked */
  show(step: AuditStep, left: AuditWork): void {
    const figures = this.#figures;
    const first = figures.timeLeft === undefined;
    figures.add(step, left);
    const { bar, far, what, share, timeLeft } = figures;
    if (first && share < 1) this.#progress.line(`By its first answer, this takes ${timeLeft}.`);
    this.#progress.show({ text: `${bar} ${far} · ${what}`, line: `${far}.`, share });
  }

  /** The audit is over, or broken off. */
  end(): void {
    this.#progress.end();
  }
}
