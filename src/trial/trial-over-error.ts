import { ExpectedError } from '../core/errors.ts';

/** A debate that somebody names has ended. */
export class TrialOverError extends ExpectedError {
  override readonly name = 'TrialOverError';
  override readonly advice = '/results shows what came of it.';

  constructor(trial: string) {
    super(`Debate ${trial} is over.`);
  }
}
