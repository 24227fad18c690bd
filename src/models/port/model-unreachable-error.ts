import { ExpectedError } from '../../core/errors.ts';

/** The models' server does not answer. */
export class ModelUnreachableError extends ExpectedError {
  override readonly name = 'ModelUnreachableError';
  override readonly advice = 'Start it with: ollama serve. If it runs elsewhere, set OLLAMA_HOST to its address.';
  override readonly retryable = true;
  readonly address: string;

  constructor(address: string, cause?: unknown) {
    super(`Ollama does not answer at ${address}.`, { cause });
    this.address = address;
  }
}
