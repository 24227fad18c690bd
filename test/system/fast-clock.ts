import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.ts';

/** A clock that runs as the machine's until it is told to run so many times as fast. */
export class FastClock implements Clock {
  #times = 1;
  #reading = Date.now();
  #readAt = Date.now();
  #changed = new AbortController();

  now(): number {
    return this.#reading + (Date.now() - this.#readAt) * this.#times;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const due = this.now() + milliseconds;
    while (this.now() < due) {
      const changed = this.#changed.signal;
      const either = AbortSignal.any([changed, ...(signal === undefined ? [] : [signal])]);
      // When it is told to run faster, what is left takes less.
      await delay((due - this.now()) / this.#times, undefined, { signal: either }).catch(() => {});
      signal?.throwIfAborted();
    }
  }

  run(times: number): void {
    this.#reading = this.now();
    this.#readAt = Date.now();
    this.#times = times;
    this.#changed.abort();
    this.#changed = new AbortController();
  }
}
