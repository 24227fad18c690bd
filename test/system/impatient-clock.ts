import { SkippingClock } from './skipping-clock.ts';

/** Waits for Discord are between these; words in flight wait less, ballots and limits on silence are longer. */
const SHORTEST = 1000;
const LONGEST = 60_100;

/** A clock that moves on by itself wherever the bot waits for Discord to get better or for room in its limits. */
export class ImpatientClock extends SkippingClock {
  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const slept = super.sleep(milliseconds, signal);
    if (milliseconds >= SHORTEST && milliseconds <= LONGEST) setImmediate(() => this.skip(milliseconds));
    return slept;
  }
}
