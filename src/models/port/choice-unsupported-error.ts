import { ExpectedError } from '../../core/errors.ts';

/** The server gives no log-probabilities, so distributions have to be sampled. */
export class ChoiceUnsupportedError extends ExpectedError {
  override readonly name = 'ChoiceUnsupportedError';
  override readonly advice =
    'Scores are taken from repeated samples instead; a server that gives them (Ollama 0.12.11 or later, vLLM, llama.cpp’s) is quicker.';

  constructor(model: string) {
    super(`The server of ${model} gives no log-probabilities.`);
  }
}
