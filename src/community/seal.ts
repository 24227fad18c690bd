import { canonicalize } from 'json-canonicalize';
import { sha256 } from '../core/hash.ts';
import { deriveSeed, type Entropy, seededRandom } from '../core/random.ts';
import type { Arm } from '../debate/plan.ts';
import type { PairJudgement } from '../judge/pair-judgement.ts';
import type { Judgement } from '../judge/score.ts';
import { type Author, authorOf } from './author.ts';
import { LETTERS, type Letter, type Seal } from './ballot.ts';

/** All that a trial's panel said, as it is sealed. */
export interface SealedScores {
  readonly scores: readonly { readonly arm: Arm; readonly judgement: Judgement }[];
  readonly pairs: readonly { readonly arms: { readonly a: Arm; readonly b: Arm }; readonly judgement: PairJudgement }[];
}

/**
 * Gives the answers that stand on the ballot their letters and commits to all that the panel said, the order and 256 random bits by a
 * hash that can be posted before anybody votes. The order is from the seed and these bits: whoever named the seed knows no more than others
 * before they are shown, and afterwards all can derive it.
 */
export function sealBallot(options: {
  /** At most as many as there are letters. */
  readonly authors: readonly Author[];
  readonly sealed: SealedScores;
  readonly entropy: Entropy;
  /** The trial's. */
  readonly seed: number;
}): Seal {
  const { authors, sealed, entropy, seed } = options;
  const nonce = entropy.hex(32);
  const order = seededRandom(deriveSeed(seed, 'ballot', nonce))
    .shuffle(authors)
    .map((author, place): Seal['order'][number] => ({ letter: letterAt(place), ...authorOf(author) }));
  return { order, nonce, commitment: sha256(sealedText({ order, nonce }, sealed)) };
}

function letterAt(place: number): Letter {
  const letter = LETTERS[place];
  if (letter === undefined) throw new RangeError(`A ballot holds at most ${LETTERS.length} answers`);
  return letter;
}

/**
 * The text whose SHA-256 is the commitment: canonical JSON (RFC 8785) of {scores, pairs, order, nonce}. It is shown at the reveal, so that
 * anybody can hash it. Without a pair there is no `pairs`, as in seals of earlier versions.
 */
export function sealedText({ order, nonce }: Pick<Seal, 'order' | 'nonce'>, { scores, pairs }: SealedScores): string {
  return canonicalize({ scores, ...(pairs.length === 0 ? {} : { pairs }), order, nonce });
}

/** Whether a text is what was committed to when the ballot opened. @param commitment as it was posted */
export function isSealed(text: string, commitment: string): boolean {
  return sha256(text) === commitment;
}
