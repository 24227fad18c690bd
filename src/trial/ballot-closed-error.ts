import { ExpectedError } from '../core/errors.ts';

export class BallotClosedError extends ExpectedError {
  override readonly name = 'BallotClosedError';
  override readonly advice = 'The result is in the thread; /results shows it again.';
  readonly trial: string;

  constructor(trial: string) {
    super('This ballot is not open, so this was not counted.');
    this.trial = trial;
  }
}
