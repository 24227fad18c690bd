import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.ts';

/** The machine's time, which a test can move on: whoever is due then wakes at once. */
export class SkippingClock implements Clock {
  #ahead = 0;
  readonly #sleepers = new Set<{ readonly milliseconds: number; readonly due: number; readonly wake: () => void }>();

  now(): number {
    return Date.now() + this.#ahead;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const over = new AbortController();
    const sleeper = { milliseconds, due: this.now() + milliseconds, wake: () => over.abort() };
    this.#sleepers.add(sleeper);
    try {
      await delay(milliseconds, undefined, { signal: AbortSignal.any([over.signal, ...(signal ? [signal] : [])]) });
    } catch (error) {
      signal?.throwIfAborted();
      if (!over.signal.aborted) throw error;
    } finally {
      this.#sleepers.delete(sleeper);
    }
  }

  /** How long those who sleep now meant to sleep. */
  get sleeps(): readonly number[] {
    return [...this.#sleepers].map(({ milliseconds }) => milliseconds);
  }

  skip(milliseconds: number): void {
    this.#ahead += milliseconds;
    for (const { due, wake } of [...this.#sleepers]) if (due <= this.now()) wake();
  }
}
