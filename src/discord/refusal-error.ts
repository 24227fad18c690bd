import { ExpectedError } from '../core/errors.ts';

/** A person may not do this now. */
export class RefusalError extends ExpectedError {
  override readonly name = 'RefusalError';
  override readonly advice: string;

  constructor(why: string, advice: string) {
    super(why);
    this.advice = advice;
  }
}
