import type { Clock } from '../core/clock.ts';

/** The time that a turn may take: begins anew while its call waits for a server, and calls `onOver` once when it is over. */
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

  stop(): void {
    this.#running.abort();
  }
}
