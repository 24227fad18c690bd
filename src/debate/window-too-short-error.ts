import { ExpectedError } from '../core/errors.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';

/** Even with earlier turns digested, the debate does not fit into what the model can read at once. */
export class WindowTooShortError extends ExpectedError {
  override readonly name = 'WindowTooShortError';
  override readonly advice = 'Choose fewer rounds, a smaller ensemble, or a model with a longer window.';

  constructor(model: ModelInfo, needed: number) {
    super(`The debate needs ${needed} tokens, and ${model.name} reads ${model.contextTokens} at once.`);
  }
}
