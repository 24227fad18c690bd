import { ExpectedError } from '../../core/errors.ts';

/** A model server wants a key, and has got none or a wrong one. What it says about it is not repeated: it may hold the key. */
export class ModelKeyError extends ExpectedError {
  override readonly name = 'ModelKeyError';
  override readonly advice =
    'Set the key that the server wants in .env, under a name that begins with MODEL_KEY_, and name it as apiKey of this server in the file that MODEL_SERVERS names.';
  readonly address: string;

  /** @param address of the server, without a password */
  constructor(address: string, sent: boolean) {
    super(sent ? `The model server at ${address} refuses our key.` : `The model server at ${address} wants a key.`);
    this.address = address;
  }
}
