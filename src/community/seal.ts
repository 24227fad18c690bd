import { canonicalHash } from '../core/hash.ts';
import { type Entropy, seededRandom } from '../core/random.ts';
import { ARMS, type TrialArm } from '../debate/plan.ts';
import type { Judgement } from '../judge/score.ts';
import type { Seal } from './ballot.ts';

/** All scores of a trial, as they are sealed. */
export type SealedScores = readonly { readonly arm: TrialArm; readonly judgement: Judgement }[];

/**
 * Gives the arms their letters in an order from the seed, and commits to scores, order and 256 random bits by a hash that can be posted
 * before anybody votes.
 */
export function sealBallot(options: { scores: SealedScores; entropy: Entropy; seed: number }): Seal {
  const { scores, entropy, seed } = options;
  const order = seededRandom(seed)
    .shuffle(ARMS)
    .map((arm, place): Seal['order'][number] => ({ letter: place === 0 ? 'A' : 'B', arm }));
  const nonce = entropy.hex(32);
  return { order, nonce, commitment: commitmentOf(scores, order, nonce) };
}

/** Whether scores, order and nonce are those that were committed to when the ballot opened. */
export function verifySeal(seal: Seal, scores: SealedScores): boolean {
  return commitmentOf(scores, seal.order, seal.nonce) === seal.commitment;
}

/** SHA-256 over canonical JSON (RFC 8785) of {scores, order, nonce}: anybody can recompute it from what is shown at the reveal. */
function commitmentOf(scores: SealedScores, order: Seal['order'], nonce: string): string {
  return canonicalHash({ scores, order, nonce });
}
