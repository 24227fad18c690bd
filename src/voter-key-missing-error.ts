import { ExpectedError } from './core/errors.ts';

/** The bot was to start without the key by which people's ids are hashed before they are stored. */
export class VoterKeyMissingError extends ExpectedError {
  override readonly name = 'VoterKeyMissingError';
  override readonly advice: string;

  /** @param fresh a new key, to be told: nothing is stored with it yet */
  constructor(fresh: string) {
    super('VOTER_KEY is not set: nothing of a person is stored but under a hash that is made with it.');
    this.advice = `Put this line into the file .env and keep it as long as the database (it was made just now, for you alone):\nVOTER_KEY=${fresh}`;
  }
}
