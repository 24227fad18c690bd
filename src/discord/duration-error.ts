import { ExpectedError } from '../core/errors.ts';

export class DurationError extends ExpectedError {
  override readonly name = 'DurationError';
  override readonly advice = 'Write a number and s, m, h or d, up to a week: 90s, 30m, 2h, 1d.';

  constructor(given: string) {
    super(`"${given.slice(0, 40)}" is no length of time.`);
  }
}
