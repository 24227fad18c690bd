import { textBar } from '../core/text-bar.ts';
import { timeWords } from '../core/time-words.ts';
import type { AuditStep } from './ask-due.ts';
import type { AuditWork } from './readings.ts';
import { TimeLeft } from './time-left.ts';

/** How many answers are asked for. */
export function answersIn({ readings, comparisons }: AuditWork): number {
  return readings.reduce((sum, { criteria }) => sum + criteria.length, 0) + comparisons.length;
}

/** How far an audit is, in figures and in words for people. */
export class ProgressFigures {
  /** How many answers the audit is made of. */
  readonly total: number;
  #done: number;
  #what = '';
  #left: number | undefined;
  readonly #timeLeft = new TimeLeft();

  /** @param due what is asked for in this run @param before how many answers earlier runs have heard */
  constructor(due: AuditWork, before: number) {
    this.total = answersIn(due) + before;
    this.#done = before;
  }

  /** Takes note of an answer. @param left what is still to be asked */
  add(step: AuditStep, left: AuditWork): void {
    this.#timeLeft.add(step);
    this.#left = this.#timeLeft.of(left);
    this.#done = Math.max(0, this.total - answersIn(left));
    this.#what = step.what;
  }

  get done(): number {
    return this.#done;
  }

  /** 0 to 1. */
  get share(): number {
    return this.total === 0 ? 1 : this.#done / this.total;
  }

  /** What was judged last; empty before anything was. */
  get what(): string {
    return this.#what;
  }

  /** `about 2.0 hours`; undefined before this run has heard anything. */
  get timeLeft(): string | undefined {
    return this.#left === undefined ? undefined : timeWords(this.#left);
  }

  /** `417 of 900, about 2.0 hours left` */
  get far(): string {
    const time = this.timeLeft;
    return `${this.#done} of ${this.total}${time === undefined ? '' : `, ${time} left`}`;
  }

  get bar(): string {
    return textBar(this.share);
  }
}
