/** Names one append-only list of events, for example `debate/d-1a2b3c` or `trial/t-1a2b3c`. */
export type StreamName = string;

/** One stored event: its place in its stream (from 0) and when it was appended (milliseconds since the epoch). */
export interface Logged<Event> {
  readonly seq: number;
  readonly at: number;
  /**
   * Compares it with events of other streams: of two that this process has read or written, the later one has the larger number. Clocks are
   * set back, this is not. Null for what an earlier version stored.
   */
  readonly order: number | null;
  readonly event: Event;
}

/**
 * The port of the store: append-only streams of events. An event is stored before anybody sees it.
 * Events are plain JSON; whoever reads a stream parses it with the schema of its kind.
 */
export interface EventLog {
  /**
   * Stores the first event as number `expectedSeq` of its stream, and after it as many of the others as the database can store together with it:
   * all or none of these. Returns once they are on disk.
   * @returns those that are stored, at least the first
   * @throws SeqTakenError when a number is taken: somebody else writes this stream
   * @throws StoreFailedError when the database refuses or does not answer; nothing is stored then
   */
  append(stream: StreamName, expectedSeq: number, ...events: readonly unknown[]): Promise<readonly Logged<unknown>[]>;
  /**
   * All events of a stream from `fromSeq` (default 0), in order; empty for an unknown stream. Where the database holds something that
   * is no record of an event (it was changed by hand, or damaged) the event is undefined.
   */
  read(stream: StreamName, fromSeq?: number): Promise<readonly Logged<unknown>[]>;
  /**
   * Puts what a deletion leaves of an event in its place: the one change that the log allows, for people who want what is stored of them
   * deleted. Number, time and order stay. Returns once it is on disk, where nothing of the old event is left then.
   * @throws RangeError when nothing is stored under that number
   * @throws StoreFailedError when the database refuses or does not answer; the old event is still stored then
   */
  redact(stream: StreamName, seq: number, event: unknown): Promise<void>;
  close(): Promise<void>;
}
