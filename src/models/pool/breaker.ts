/** The first rest of a server that failed, in milliseconds; each failure after a rest doubles it. */
const FIRST_REST = 2000;
const LONGEST_REST = 60_000;
/** One error of a server that otherwise answers may be the request's fault; so many in a row are the server's. */
const LIGHT_FAILURES = 3;

/**
 * Keeps calls away from a server that failed. `closed`: all is well; `open`: it rests, and then is asked whether it is there; `half-open`: it
 * is, and one call may try it. It has no timers: the pool's scheduler asks for its state, and tells it the time.
 */
export class Breaker {
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #failures = 0;
  #rest = FIRST_REST;
  #restsUntil = 0;

  get state(): 'closed' | 'open' | 'half-open' {
    return this.#state;
  }

  /** Whether it has rested long enough to be asked whether it is there. */
  isDue(now: number): boolean {
    // Also when it would have to rest longer than it was told to: then the clock was set back.
    return this.#state === 'open' && (now >= this.#restsUntil || now < this.#restsUntil - this.#rest);
  }

  /** The server says that it is there. */
  answered(): void {
    if (this.#state === 'open') this.#state = 'half-open';
  }

  /**
   * @param grave the server is gone or hangs, so that the next call would fare no better
   * @returns whether this opened it
   */
  failed(now: number, grave: boolean): boolean {
    this.#failures += 1;
    // Calls that ran side by side fail together: that is one failure.
    if (this.#state === 'open' && !this.isDue(now)) return false;
    const wasClosed = this.#state === 'closed';
    if (wasClosed && !grave && this.#failures < LIGHT_FAILURES) return false;
    this.#rest = wasClosed ? FIRST_REST : Math.min(LONGEST_REST, this.#rest * 2);
    this.#restsUntil = now + this.#rest;
    this.#state = 'open';
    return wasClosed;
  }

  /** @returns whether this closed it */
  succeeded(): boolean {
    const wasClosed = this.#state === 'closed';
    this.#failures = 0;
    this.#state = 'closed';
    return !wasClosed;
  }
}
