import { ExpectedError } from '../core/errors.ts';

/** Somebody of the audience can't do now what they tried. */
export class AudienceError extends ExpectedError {
  override readonly name = 'AudienceError';
  override readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
