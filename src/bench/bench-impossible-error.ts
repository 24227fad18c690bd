import { ExpectedError } from '../core/errors.ts';

/** The server does not tell what is to be measured. */
export class BenchImpossibleError extends ExpectedError {
  override readonly name = 'BenchImpossibleError';
  override readonly advice = 'Measure on Ollama (set OLLAMA_HOST) or with the embedded engine.';

  constructor(model: string) {
    super(`The server of ${model} does not tell how long it reads a prompt.`);
  }
}
