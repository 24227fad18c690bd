import { ExpectedError } from '../../core/errors.ts';

/** A server or a model could not be had: that says nothing of the debate, which can be gone on with later. */
export class RunFailedError extends ExpectedError {
  override readonly name = 'RunFailedError';
  override readonly advice = 'Once the models answer again, run the same command: it goes on from what is stored.';
  override readonly retryable = true;
  /** What went wrong, for people. */
  readonly reason: string;

  constructor(run: string, reason: string) {
    super(`The run ${run} could not be finished: ${reason}`);
    this.reason = reason;
  }
}
