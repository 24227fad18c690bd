import { ExpectedError } from '../core/errors.ts';

export class TrialUnknownError extends ExpectedError {
  override readonly name = 'TrialUnknownError';
  override readonly advice = 'Pick one from the list that the command offers, or look it up with /debate list.';
  override readonly given: string;

  constructor(given: string) {
    super(`There is no debate ${given} here.`);
    this.given = given;
  }
}
