import { ExpectedError } from '../core/errors.ts';

/** There is no Ollama to measure on, and none could be built. */
export class OllamaUnbuiltError extends ExpectedError {
  override readonly name = 'OllamaUnbuiltError';
  override readonly advice =
    'Install Ollama (https://ollama.com) and fetch a model, or set OLLAMA_HOST. Building it from source takes Go, g++ and Debian.';

  constructor(cause: unknown) {
    super('There is no Ollama to measure on, and none could be built from source.', { cause });
  }
}
