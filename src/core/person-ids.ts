import { createHmac } from 'node:crypto';
import { type VoterId, voterIdSchema } from './ids.ts';
import type { Entropy } from './random.ts';

/** Hexadecimal digits of a hash that are kept: 128 bits, so that two people never meet in one id. */
const DIGITS = 32;

/**
 * Under which ids people are stored: HMAC-SHA256 of their Discord ids. Discord's ids are few and public, so that a hash without a key could be
 * looked up; whoever has the database and not the key learns nobody's.
 */
export class PersonIds {
  readonly #key: string;
  /** Tells whether a database was written with the same key: says nothing of the key itself, and is nobody's id. */
  readonly check: string;

  /** @param key at least 32 characters that nobody can guess */
  constructor(key: string) {
    this.#key = key;
    this.check = this.#digest('check').slice(0, DIGITS);
  }

  /** The same for the same person in all that is stored with this key. */
  idOf(discordUserId: string): VoterId {
    return voterIdSchema.parse(`v-${this.#digest(`discord-user:${discordUserId}`).slice(0, DIGITS)}`);
  }

  #digest(text: string): string {
    return createHmac('sha256', this.#key).update(text, 'utf8').digest('hex');
  }
}

/** A key as nobody can guess it: 64 hexadecimal digits. */
export function newVoterKey(entropy: Entropy): string {
  return entropy.hex(32);
}
