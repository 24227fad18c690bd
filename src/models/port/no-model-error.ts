import { ExpectedError } from '../../core/errors.ts';

/** A server that answers, but holds nothing to chat with. */
export class NoModelError extends ExpectedError {
  override readonly name = 'NoModelError';
  override readonly advice = 'Get one, for example with `ollama pull llama3.2:3b`, and try again.';
  readonly host: string;

  constructor(host: string) {
    super(`${host} has no chat model.`);
    this.host = host;
  }
}
