import type { StreamName } from './event-log.ts';

/** Who may write: the work that is claimed, and the token that its holder was given. */
export interface Claim {
  readonly work: string;
  readonly token: number;
}

/** What came of an insert; unless it is `stored`, nothing is. `missing`: what comes before it is not there (any more). */
export type Inserted =
  | { readonly status: 'stored'; readonly texts: readonly string[] }
  | { readonly status: 'taken' }
  | { readonly status: 'taken-over' }
  | { readonly status: 'missing' };

/**
 * What the shared log needs of a database: each method is one atomic step in it. Records are JSON objects as text; the database puts `order`
 * before what it is given, a number that grows with each record of all streams.
 */
export interface SharedRecords {
  /**
   * Stores records under the numbers from `seq` on: all or none.
   * @param rests the rest of each record: what stands after `{"order":1,`
   * @param claim absent: anybody may write
   */
  insert(stream: StreamName, seq: number, rests: readonly string[], claim: Claim | undefined): Promise<Inserted>;
  /** All records of a stream from a number on, in order. */
  read(stream: StreamName, fromSeq: number): Promise<readonly string[]>;
  /** @returns whether there was one to be replaced */
  replace(stream: StreamName, seq: number, text: string): Promise<boolean>;
  /** The next token for some work: larger than all that it gave before. */
  nextToken(work: string): Promise<number>;
  close(): Promise<void>;
}
