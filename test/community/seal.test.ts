import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { authorKey } from '../../src/community/author.ts';
import { authorAt, sealSchema } from '../../src/community/ballot.ts';
import { isSealed, type SealedScores, sealBallot, sealedText } from '../../src/community/seal.ts';
import { sha256 } from '../../src/core/hash.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import { systemEntropy } from '../../src/core/random.ts';

const debate = debateIdSchema.parse('d-abc123');
const other = debateIdSchema.parse('d-def456');
const scoresOf = (value: number): SealedScores['scores'] => [
  {
    arm: 'ensemble',
    judgement: {
      debate,
      judge: 'judge-1',
      criterion: 'safety',
      score: { status: 'scored', value, distribution: [0, 0, 0, 1, 0, 0, 0], method: 'probabilities', reason: 'So.' },
    },
  },
  {
    arm: 'baseline',
    judgement: {
      debate,
      judge: 'judge-1',
      criterion: 'safety',
      score: { status: 'unscored', reason: 'model-failed', detail: 'gone' },
    },
  },
];
const measure = { off: 0, tokens: [], alternatives: 2, samples: null, thinking: false };
const pairsOf = (share: number): SealedScores['pairs'] => [
  {
    arms: { a: 'ensemble', b: 'baseline' },
    judgement: {
      kind: 'answer',
      a: debate,
      b: other,
      judge: 'judge-1',
      rubricHash: 'x',
      outcome: {
        status: 'compared',
        better: 'a',
        a: share,
        flipped: false,
        method: 'probabilities',
        orders: [
          { first: 'a', a: share, measure },
          { first: 'b', a: share, measure },
        ],
      },
    },
  },
];
const authors = [{ arm: 'ensemble' }, { arm: 'baseline' }] as const;
const scores = scoresOf(4.25);
const pairs = pairsOf(0.75);
const sealed = { scores, pairs };
const seal = sealBallot({ authors, sealed, entropy: systemEntropy, seed: 5 });

describe('a seal', () => {
  it('holds for what was sealed, also after it was stored and read', () => {
    const stored = JSON.parse(JSON.stringify({ seal, sealed }));
    expect(isSealed(sealedText(sealSchema.parse(stored.seal), stored.sealed), stored.seal.commitment)).toBe(true);
  });

  it('can be recomputed by anybody from what is shown at the reveal', () => {
    // RFC 8785, written out: sorted keys, no spaces. Without pairs it is as it was before there were any.
    const [first, second] = seal.order.map((entry) => `{"arm":"${authorKey(entry)}","letter":"${entry.letter}"}`);
    const ofNothing = { scores: [], pairs: [] };
    const text = `{"nonce":"${seal.nonce}","order":[${first},${second}],"scores":[]}`;
    const { commitment } = sealBallot({ authors, sealed: ofNothing, entropy: { hex: () => seal.nonce }, seed: 5 });
    expect(commitment).toBe(sha256(text));
  });

  it.each([
    ['a score', seal, { pairs, scores: scoresOf(4.26) }],
    ['a reason', seal, JSON.parse(JSON.stringify(sealed).replace('So.', 'So!'))],
    ['a missing score', seal, { pairs, scores: scores.slice(0, 1) }],
    ['a comparison', seal, { scores, pairs: pairsOf(0.76) }],
    ['a missing comparison', seal, { scores, pairs: [] }],
    [
      'the arms’ letters',
      {
        ...seal,
        order: seal.order.map((entry, place) => ({ ...entry, letter: seal.order[1 - place]?.letter ?? 'A' })),
      },
      sealed,
    ],
    ['the nonce', { ...seal, nonce: seal.nonce.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }, sealed],
  ])('breaks when %s is changed', (_, changed, said) => {
    expect(isSealed(sealedText(changed, said), changed.commitment)).toBe(false);
  });

  it('takes a nonce of 256 bits that is never the same', () => {
    const again = sealBallot({ authors, sealed, entropy: systemEntropy, seed: 5 });
    expect(sealSchema.parse(again).nonce).not.toBe(seal.nonce);
    expect(again.commitment).not.toBe(seal.commitment);
  });

  it('gives the letters by the seed and the nonce: the same again for both, and either way over many of either', () => {
    const firstArm = (seed: number, nonce: string) =>
      authorAt(sealBallot({ authors, sealed, entropy: { hex: () => nonce }, seed }), 'A');
    const drawn = (draw: (place: number) => unknown): unknown[] =>
      Array.from({ length: 400 }, (_, place) => draw(place));
    for (const draw of [
      (place: number) => firstArm(place, seal.nonce),
      (place: number) => firstArm(5, sha256(String(place))),
    ]) {
      const firsts = drawn(draw);
      expect(drawn(draw)).toEqual(firsts);
      const ensembleFirst = firsts.filter((first) => isDeepStrictEqual(first, { arm: 'ensemble' })).length;
      // A fair coin lies outside once in 10,000.
      expect(ensembleFirst).toBeGreaterThan(161);
      expect(ensembleFirst).toBeLessThan(239);
    }
    expect(seal.order.map(({ letter }) => letter)).toEqual(['A', 'B']);
  });
});
