import { ExpectedError } from '../core/errors.ts';

export class DurationError extends ExpectedError {
  override readonly name = 'DurationError';
  override readonly advice = 'Write a number and s, m, h or d, up to a week: 90s, 30m, 2h, 1d.';
  override readonly given: string;

  constructor(typed: string) {
    const given = typed.slice(0, 40);
    super(`"${given}" is no length of time.`);
    this.given = given;
  }
}
