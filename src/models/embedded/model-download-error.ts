import { ExpectedError } from '../../core/errors.ts';

/** The small model could not be fetched; nothing half written is left. */
export class ModelDownloadError extends ExpectedError {
  override readonly name = 'ModelDownloadError';
  override readonly advice =
    'Two ways without it: set EMBEDDED_MODEL=/path/to/a-chat-model.gguf, or install Ollama and run: ollama pull qwen3:4b';
  override readonly retryable = true;

  constructor(problem: string, cause?: unknown) {
    super(`The small model could not be fetched: ${problem}`, { cause });
  }
}
