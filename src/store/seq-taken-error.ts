import { ExpectedError } from '../core/errors.ts';

/** Somebody else wrote this number of the stream: two programs work on the same trial. */
export class SeqTakenError extends ExpectedError {
  override readonly name = 'SeqTakenError';
  override readonly advice =
    'Only one bot may use a database at a time: stop the other one, or give this one its own DATABASE.';
  readonly stream: string;
  readonly seq: number;

  constructor(stream: string, seq: number) {
    super(`Event ${seq} of ${stream} is stored already.`);
    this.stream = stream;
    this.seq = seq;
  }
}
