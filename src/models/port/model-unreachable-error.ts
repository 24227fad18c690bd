import { ExpectedError } from '../../core/errors.ts';

/** The models' server does not answer. */
export class ModelUnreachableError extends ExpectedError {
  override readonly name = 'ModelUnreachableError';
  override readonly advice: string;
  override readonly retryable = true;
  readonly address: string;

  /** @param program what should answer there */
  constructor(address: string, cause?: unknown, program: 'Ollama' | 'A model server' = 'Ollama') {
    super(program === 'Ollama' ? `Ollama does not answer at ${address}.` : `No model server answers at ${address}.`, {
      cause,
    });
    this.advice =
      program === 'Ollama'
        ? 'Start it with: ollama serve. If it runs elsewhere, set OLLAMA_HOST to its address.'
        : 'Start it, or correct its address in the file that MODEL_SERVERS names.';
    this.address = address;
  }
}
