import { ExpectedError } from '../../core/errors.ts';

/** The model does not fit into the memory that is free. */
export class ModelOutOfMemoryError extends ExpectedError {
  override readonly name = 'ModelOutOfMemoryError';
  override readonly advice =
    'Close other programs, or choose an ensemble with smaller models (/ensemble show says what they run on).';
  readonly model: string;

  constructor(model: string, cause?: unknown) {
    super(`There is not enough memory for the model ${model}.`, { cause });
    this.model = model;
  }
}
