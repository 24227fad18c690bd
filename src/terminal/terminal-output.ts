import type { Writable } from 'node:stream';

/** Standard output, or what a test puts in its place. */
export type TerminalOutput = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  getColorDepth?(environment?: object): number;
};

/** What a program in a terminal uses of its process. */
export interface TerminalProcess {
  readonly stdout: TerminalOutput;
  readonly env: NodeJS.ProcessEnv;
}

/** Of an output that does not say. */
const USUAL_COLUMNS = 80;

export function columnsOf({ columns }: TerminalOutput): number {
  // Some terminals begin with 0 columns.
  return columns === undefined || columns < 1 ? USUAL_COLUMNS : columns;
}
