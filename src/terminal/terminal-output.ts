import type { Writable } from 'node:stream';

/** Standard output, or what a test puts in its place. */
export type TerminalOutput = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  getColorDepth?(environment?: object): number;
};

/** Of an output that does not say. */
const USUAL_COLUMNS = 80;

export function columnsOf({ columns }: TerminalOutput): number {
  // Some terminals begin with 0 columns.
  return columns === undefined || columns < 1 ? USUAL_COLUMNS : columns;
}
