import { ExpectedError } from '../../core/errors.ts';
import type { ModelInfo } from './chat-model.ts';

/** A prompt and its answer do not fit what the model reads at once. The server is well, and no other one would do better. */
export class PromptTooLongError extends ExpectedError {
  override readonly name = 'PromptTooLongError';
  override readonly advice = 'Choose fewer rounds, a smaller ensemble, or a model with a longer window.';
  readonly model: string;

  /** @param tokens of the prompt, where they were counted */
  constructor({ name, contextTokens }: ModelInfo, tokens?: number, cause?: unknown) {
    const prompt = tokens === undefined ? 'The prompt' : `A prompt of ${tokens} tokens`;
    super(`${prompt} and its answer do not fit the window of ${name} (${contextTokens} tokens).`, { cause });
    this.model = name;
  }
}
