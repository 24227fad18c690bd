import { ExpectedError } from '../core/errors.ts';

/** The demo's debate could not be held to its end; the result said why, and what to do. */
export class DebateFailedError extends ExpectedError {
  override readonly name = 'DebateFailedError';
  override readonly advice = 'What is missing, and what to do about it, stands with the results above.';

  constructor() {
    super('The debate failed.');
  }
}
