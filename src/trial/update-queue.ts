import { isRecorded } from '../debate/events.ts';
import type { TrialUpdate } from './events.ts';

/**
 * One reader's view of a trial: everything published is kept until it is read, so that a slow reader holds nobody up.
 * Words in flight that were overtaken before they were read are dropped (each delta holds all words so far).
 */
export class UpdateQueue implements AsyncIterable<TrialUpdate> {
  /** Read from `#next` on, since taking from the front of a long list is slow; emptied when all of it is read. */
  #waiting: TrialUpdate[];
  #next = 0;
  #ended = false;
  #wake: (() => void) | undefined;

  /** @param history what the reader gets first */
  constructor(history: readonly TrialUpdate[]) {
    this.#waiting = [...history];
  }

  push(update: TrialUpdate): void {
    const last = this.#waiting.at(-1);
    if (last !== undefined && overtakes(update, last)) this.#waiting.pop();
    this.#waiting.push(update);
    this.#wake?.();
  }

  /** The iteration ends once all that was pushed is read. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrialUpdate> {
    for (;;) {
      const next = this.#waiting[this.#next];
      if (next !== undefined) {
        this.#next += 1;
        if (this.#next === this.#waiting.length) {
          this.#waiting = [];
          this.#next = 0;
        }
        yield next;
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}

/** Whether an update makes the one before it stale: what is in flight holds all words of its turn so far. */
function overtakes(update: TrialUpdate, before: TrialUpdate): boolean {
  if (update.source !== 'debate' || before.source !== 'debate' || update.arm !== before.arm) return false;
  if (isRecorded(update.event) || isRecorded(before.event)) return false;
  const [turn, other] = [update.event.turn, before.event.turn];
  return turn.round === other.round && turn.seat === other.seat;
}
