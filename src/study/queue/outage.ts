import type { Log } from '../../core/log.ts';

/** Says once that something is away, however often it is missed, and once that it is back. */
export class Outage {
  readonly #what: string;
  readonly #log: Log;
  #away = false;

  constructor(what: string, log: Log) {
    this.#what = what;
    this.#log = log;
  }

  began(error: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#log.warn({ err: error }, `${this.#what} is away, and is waited for`);
  }

  ended(): void {
    if (!this.#away) return;
    this.#away = false;
    this.#log.info(`${this.#what} is back`);
  }
}
