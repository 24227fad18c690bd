import { ExpectedError } from '../core/errors.ts';

export class TrialUnknownError extends ExpectedError {
  override readonly name = 'TrialUnknownError';
  override readonly advice = 'Pick one from the list that the command offers, or look it up with /debate list.';
  readonly trial: string;

  constructor(trial: string) {
    super(`There is no debate ${trial} here.`);
    this.trial = trial;
  }
}
