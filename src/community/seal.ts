import { canonicalHash } from '../core/hash.ts';
import { type Entropy, seededRandom } from '../core/random.ts';
import type { Arm } from '../debate/plan.ts';
import type { Judgement } from '../judge/score.ts';
import { LETTERS, type Letter, type Seal } from './ballot.ts';

/** All scores of a trial, as they are sealed. */
export type SealedScores = readonly { readonly arm: Arm; readonly judgement: Judgement }[];

/**
 * Gives the arms whose answers stand on the ballot their letters, in an order from the seed, and commits to scores, order and 256 random bits by a hash that can be posted
 * before anybody votes.
 */
export function sealBallot(options: {
  readonly arms: readonly Arm[];
  readonly scores: SealedScores;
  readonly entropy: Entropy;
  readonly seed: number;
}): Seal {
  const { arms, scores, entropy, seed } = options;
  const order = seededRandom(seed)
    .shuffle(arms)
    .map((arm, place): Seal['order'][number] => ({ letter: letterAt(place), arm }));
  const nonce = entropy.hex(32);
  return { order, nonce, commitment: commitmentOf(scores, order, nonce) };
}

function letterAt(place: number): Letter {
  const letter = LETTERS[place];
  if (letter === undefined) throw new RangeError(`A ballot holds at most ${LETTERS.length} answers`);
  return letter;
}

/** Whether scores, order and nonce are those that were committed to when the ballot opened. */
export function verifySeal(seal: Seal, scores: SealedScores): boolean {
  return commitmentOf(scores, seal.order, seal.nonce) === seal.commitment;
}

/** SHA-256 over canonical JSON (RFC 8785) of {scores, order, nonce}: anybody can recompute it from what is shown at the reveal. */
function commitmentOf(scores: SealedScores, order: Seal['order'], nonce: string): string {
  return canonicalHash({ scores, order, nonce });
}
