import { ExpectedError } from '../core/errors.ts';

/** SQLite's package is there, but not the part of it that is compiled or fetched when it is installed. */
export class SqliteUnbuiltError extends ExpectedError {
  override readonly name = 'SqliteUnbuiltError';
  override readonly advice = 'Run: npm rebuild sqlite3 (and install with npm ci, without --ignore-scripts).';

  constructor(cause: unknown) {
    super('SQLite cannot be loaded: its package was installed without its compiled part.', { cause });
  }
}
