import { ExpectedError } from '../core/errors.ts';

/** The database refused or did not answer. */
export class StoreFailedError extends ExpectedError {
  override readonly name = 'StoreFailedError';
  override readonly advice =
    'Check that the address in DATABASE is right, that its folder can be written and that the disk has room. What was stored before is kept.';
  override readonly retryable = true;

  /** @param doing for people, for example `open the database sqlite://data/x.sqlite` */
  constructor(doing: string, cause: unknown) {
    super(`Could not ${doing}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}
