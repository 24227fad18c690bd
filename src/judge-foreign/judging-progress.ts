import type { Clock } from '../core/clock.ts';
import { timeWords } from '../core/time-words.ts';
import { describeJudged, type Judged } from '../judge/judged-count.ts';
import type { TerminalScreen } from '../terminal/terminal-screen.ts';
import { WorkProgress } from '../terminal/work-progress.ts';
import type { JudgedRecord } from './records.ts';

/** Before so many steps of a run there is no pace to go by. */
const FEWEST_FOR_PACE = 3;

/** Shows in a terminal how far a run is. */
export class JudgingProgress {
  readonly #progress: WorkProgress;
  readonly #clock: Clock;
  readonly #all: Judged;
  readonly #since: number;
  #done: Judged;
  #steps = 0;

  /** @param all what there is to be @param before what there is already */
  constructor(screen: TerminalScreen, clock: Clock, all: Judged, before: Judged) {
    this.#clock = clock;
    this.#since = clock.now();
    this.#all = all;
    this.#done = before;
    this.#progress = new WorkProgress(screen, describeJudged(before, all), this.#share);
  }

  show({ type, model }: JudgedRecord): void {
    const { scores, comparisons } = this.#done;
    this.#done = type === 'judgement' ? { scores: scores + 1, comparisons } : { scores, comparisons: comparisons + 1 };
    this.#steps += 1;
    const far = describeJudged(this.#done, this.#all);
    this.#progress.show({ text: `${far}${this.#left()} · ${model}`, line: `${far} (${model})`, share: this.#share });
  }

  end(): void {
    this.#progress.end();
  }

  get #share(): number {
    const all = sum(this.#all);
    return all === 0 ? 1 : sum(this.#done) / all;
  }

  /** By the pace of this run. */
  #left(): string {
    if (this.#steps < FEWEST_FOR_PACE) return '';
    const took = this.#clock.now() - this.#since;
    return `, ${timeWords(((sum(this.#all) - sum(this.#done)) * took) / this.#steps)} left`;
  }
}

function sum({ scores, comparisons }: Judged): number {
  return scores + comparisons;
}
