import { ExpectedError } from '../core/errors.ts';

/** The judge that an audit was asked for is not among the models at hand. */
export class JudgeMissingError extends ExpectedError {
  override readonly name = 'JudgeMissingError';
  override readonly advice: string;

  /** @param host the servers, for people @param models at hand */
  constructor(judge: string, host: string, models: readonly string[]) {
    super(`There is no model ${judge} on ${host}.`);
    this.advice = `Name one of these: ${models.join(', ')}. OLLAMA_HOST, MODEL_SERVERS and EMBEDDED_MODEL say where else to look.`;
  }
}
