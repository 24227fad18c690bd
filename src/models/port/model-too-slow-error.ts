import { ExpectedError } from '../../core/errors.ts';

/** The model wrote nothing for longer than it may stay silent. */
export class ModelTooSlowError extends ExpectedError {
  override readonly name = 'ModelTooSlowError';
  override readonly advice =
    'Choose a smaller model, or raise MODEL_SILENCE_SECONDS if this one needs longer before its first word.';
  override readonly retryable = true;
  readonly model: string;

  constructor(model: string, silenceMilliseconds: number) {
    super(`The model ${model} wrote nothing for ${Math.round(silenceMilliseconds / 1000)} s.`);
    this.model = model;
  }
}
