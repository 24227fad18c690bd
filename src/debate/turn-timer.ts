import type { Clock } from '../core/clock.ts';

/** The time that a turn may take at a server: stands still while its call waits for one, and calls `onOver` once when it is over. */
export class TurnTimer {
  readonly #milliseconds: number;
  readonly #clock: Clock;
  readonly #onOver: () => void;
  #running = new AbortController();
  #over = false;

  constructor(milliseconds: number, clock: Clock, onOver: () => void) {
    this.#milliseconds = milliseconds;
    this.#clock = clock;
    this.#onOver = onOver;
    this.restart();
  }

  get over(): boolean {
    return this.#over;
  }

  /** A server takes the call on. */
  restart(): void {
    if (this.#over) return;
    this.stop();
    this.#running = new AbortController();
    this.#clock.sleep(this.#milliseconds, this.#running.signal).then(
      () => {
        this.#over = true;
        this.#onOver();
      },
      () => {},
    );
  }

  /** The call waits, or has ended. */
  stop(): void {
    this.#running.abort();
  }
}
