import { ExpectedError } from '../core/errors.ts';

/** The database was written with another key: nobody would be recognised, and everybody could vote a second time. */
export class VoterKeyChangedError extends ExpectedError {
  override readonly name = 'VoterKeyChangedError';
  override readonly advice =
    'Set VOTER_KEY to the one that was used before (a copy of .env may have it), or give the bot a new database by DATABASE.';

  constructor() {
    super('The people in this database are stored under hashes of another VOTER_KEY.');
  }
}
