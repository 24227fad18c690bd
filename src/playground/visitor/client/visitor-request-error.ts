import { ExpectedError } from '../../../core/errors.ts';

/** The playground refused what a visitor asked for. */
export class VisitorRequestError extends ExpectedError {
  override readonly name = 'VisitorRequestError';
  readonly advice: string;
  readonly status: number;
  /** Discord's error code; 0 where it has none. */
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.advice = `The playground answered ${status}: ${message}`;
  }
}
