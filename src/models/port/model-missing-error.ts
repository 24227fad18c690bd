import { ExpectedError } from '../../core/errors.ts';

/** A model that its server does not have. */
export class ModelMissingError extends ExpectedError {
  override readonly name = 'ModelMissingError';
  override readonly advice: string;
  readonly model: string;

  /** @param host the server, for people */
  constructor(model: string, host: string, cause?: unknown) {
    super(`The model ${model} is not at hand (${host}).`, { cause });
    this.model = model;
    this.advice = host.startsWith('Ollama')
      ? `Fetch it with: ollama pull ${model}`
      : 'Choose an ensemble that runs on the models at hand (/ensemble list says which), or install Ollama and pull the model.';
  }
}
