import type { Clock } from '../../src/core/clock.ts';

/** A clock that stands still until the test moves it. */
export class HandClock implements Clock {
  #now = Date.parse('2030-01-01T12:00:00Z');
  #sleepers: { readonly due: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const abort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { due: this.#now + milliseconds, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** Who sleeps now, by what is left to sleep in milliseconds, shortest first. */
  get sleeping(): readonly number[] {
    return this.#sleepers.map(({ due }) => due - this.#now).sort((left, right) => left - right);
  }

  /** Moves the time on and wakes whoever is due. */
  move(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => !due.includes(sleeper));
    for (const { wake } of due) wake();
  }
}

/** Sleeps that only guard against silence are longer than this; nobody waits for their end. */
const LONGEST_WAIT = 10_000;

/** A clock that moves by itself to wherever somebody waits to be; limits on silence never run out on it. */
export function skippingClock(): Clock {
  let now = Date.parse('2030-01-01T12:00:00Z');
  return {
    now: () => now,
    sleep(milliseconds, signal) {
      if (milliseconds > LONGEST_WAIT) return rejectedOnAbort(signal);
      now += milliseconds;
      return signal?.aborted === true ? Promise.reject(signal.reason) : Promise.resolve();
    },
  };
}

function rejectedOnAbort(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
