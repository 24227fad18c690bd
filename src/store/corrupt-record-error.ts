import { ExpectedError } from '../core/errors.ts';

/** What is stored does not have the shape that this version expects. */
export class CorruptRecordError extends ExpectedError {
  override readonly name = 'CorruptRecordError';
  override readonly advice =
    'It was written by another version or changed by hand. Start with another DATABASE, or move this one aside; nothing was changed in it.';
  readonly stream: string;
  readonly seq: number;

  constructor(stream: string, seq: number, problem: string) {
    super(`Event ${seq} of ${stream} in the database cannot be read: ${problem}`);
    this.stream = stream;
    this.seq = seq;
  }
}
