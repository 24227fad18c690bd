import { ExpectedError } from '../core/errors.ts';

export class StoreAdapterMissingError extends ExpectedError {
  override readonly name = 'StoreAdapterMissingError';
  override readonly advice: string;

  /** @param adapter the package that serves this scheme, with its version; undefined where none is known */
  constructor(scheme: string, adapter: string | undefined) {
    super(`DATABASE begins with ${scheme}://, for which no store is installed.`);
    this.advice =
      adapter === undefined
        ? 'Known are sqlite, memory, postgres, mysql, redis and mongodb.'
        : `Install its adapter beside the bot: npm install ${adapter}`;
  }
}
