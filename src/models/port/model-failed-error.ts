import { ExpectedError } from '../../core/errors.ts';

/** The models' server answered with an error, or broke off in the middle of an answer. */
export class ModelFailedError extends ExpectedError {
  override readonly name = 'ModelFailedError';
  override readonly advice = "Try again; if it happens again, the models' server says more in its own log.";
  override readonly retryable = true;
  readonly model: string;

  constructor(model: string, problem: string, cause?: unknown) {
    super(`The model ${model} failed: ${problem}`, { cause });
    this.model = model;
  }
}
