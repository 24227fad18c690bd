import { isRecorded } from '../debate/events.ts';
import type { TrialUpdate } from './events.ts';

/**
 * One reader's view of a trial: everything published is kept until it is read, so that a slow reader holds nobody up.
 * Words in flight that were overtaken before they were read are dropped (each delta holds all words so far).
 */
export class UpdateQueue implements AsyncIterable<TrialUpdate> {
  #waiting: TrialUpdate[];
  #ended = false;
  #wake: (() => void) | undefined;

  /** @param history what the reader gets first */
  constructor(history: readonly TrialUpdate[]) {
    this.#waiting = [...history];
  }

  push(update: TrialUpdate): void {
    const last = this.#waiting.at(-1);
    if (last !== undefined && isInFlight(last) && isInFlight(update)) this.#waiting.pop();
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
      const next = this.#waiting.shift();
      if (next !== undefined) {
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

/** One member writes at a time, so two in a row are of the same attempt. */
function isInFlight(update: TrialUpdate): boolean {
  return update.source === 'debate' && !isRecorded(update.event);
}
