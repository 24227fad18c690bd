import type { EventLog } from './event-log.ts';

/** Where Postgres or Redis listens: what many processes can write. */
const SHARED = /^(?:postgres|postgresql|redis|rediss):\/\//;

/** Whether many processes may write the log behind an address. */
export function isSharedAddress(address: string): boolean {
  return SHARED.test(address);
}

/**
 * An event log that any number of processes write, on any number of machines: of two that want the same number of a stream one gets it, and
 * the other one SeqTakenError.
 */
export interface SharedEventLog extends EventLog {
  /**
   * Makes its caller the holder of a piece of work: from now on nothing is taken from those who held it before, in whatever stream they want to
   * write. What they stored until now can be read by now.
   * @throws StoreFailedError
   */
  claim(work: string): Promise<ClaimedEventLog>;
}

/**
 * A shared log in the hands of a holder. Its `append` throws RunTakenOverError once somebody else has claimed the same work, and stores nothing
 * then: both are one step in the database, so that a holder that was only paused can't write between the lines of its successor.
 */
export interface ClaimedEventLog extends EventLog {
  /** 1 and up: larger than that of each earlier holder. */
  readonly token: number;
}
