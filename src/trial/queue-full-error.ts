import { ExpectedError } from '../core/errors.ts';

export class QueueFullError extends ExpectedError {
  override readonly name = 'QueueFullError';
  override readonly retryable = true;
  readonly advice: string;
  readonly length: number;

  /** @param length how many trials wait already: as many as may */
  constructor(length: number) {
    super(`The queue is full: ${length === 1 ? 'one debate is' : `${length} debates are`} waiting already.`);
    this.length = length;
    this.advice = 'Try again when one of them has started; /debate status shows where they are.';
  }
}
