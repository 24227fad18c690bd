import { ExpectedError } from '../core/errors.ts';

export class BallotClosedError extends ExpectedError {
  override readonly name = 'BallotClosedError';
  override readonly advice = 'Once a ballot is counted, the results stand in the thread, and /results shows them.';
  readonly trial: string;

  /** @param consequence the end of the sentence that begins with `This ballot is not open` */
  constructor(trial: string, consequence = 'so this was not counted') {
    super(`This ballot is not open, ${consequence}.`);
    this.trial = trial;
  }
}
