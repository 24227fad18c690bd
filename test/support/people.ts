import type { VoterId } from '../../src/core/ids.ts';
import { PersonIds } from '../../src/core/person-ids.ts';

/** The key of tests: long enough to be one. */
export const VOTER_KEY = 'the-key-of-all-tests-0123456789abcdef';

export const personIds = new PersonIds(VOTER_KEY);

/** Somebody under a name or a Discord id, as they are stored. */
export function voterId(name: string): VoterId {
  return personIds.idOf(name);
}
