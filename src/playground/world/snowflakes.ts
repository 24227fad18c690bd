import type { Clock } from '../../core/clock.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

/** Makes Discord's ids, each greater than the one before. */
export class Snowflakes {
  readonly #clock: Clock;
  #last = 0n;
  #aged = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const now = BigInt(this.#clock.now() - DISCORD_EPOCH) << 22n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last.toString();
  }

  /** An id as if made `days` ago: for accounts, whose age people look at. */
  aged(days: number): string {
    this.#aged += 1n;
    return ((BigInt(this.#clock.now() - days * 86_400_000 - DISCORD_EPOCH) << 22n) + this.#aged).toString();
  }
}

/** Orders ids by age, the older first. */
export function compareIds(left: string, right: string): number {
  // Digits without leading zeros: the longer number is the larger.
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
