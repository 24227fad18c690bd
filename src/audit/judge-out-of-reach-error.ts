import { ExpectedError, wordsFor } from '../core/errors.ts';

/** The judge cannot be reached: its server does not answer, or none that answers has it. */
export class JudgeOutOfReachError extends ExpectedError {
  override readonly name = 'JudgeOutOfReachError';
  override readonly advice =
    'What was heard so far is stored. Once the judge can be reached, run the same command: the audit goes on where it stopped.';
  override readonly cause: ExpectedError;

  constructor(model: string, cause: ExpectedError) {
    super(`The audit of ${model} stopped, because it cannot be reached: ${wordsFor(cause)}`);
    this.cause = cause;
  }
}
