import { ExpectedError } from '../core/errors.ts';

/** Audits and studies are done one at a time. */
export class JobRunningError extends ExpectedError {
  override readonly name = 'JobRunningError';
  override readonly advice: string;

  /** @param title `The audit of x (size quick)` @param stopWith the command that parks it */
  constructor(title: string, stopWith: string) {
    super(`${title} is running.`);
    this.advice = `One audit or study runs at a time: wait until it is over, or park it with ${stopWith}.`;
  }
}
