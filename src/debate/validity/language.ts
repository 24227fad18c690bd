import type { Detector } from './finding.ts';
import { wordsOf } from './words.ts';

const ENGLISH = new Set(
  'the of and to in a is that for it as be on with are this by not or an we from which can will our'.split(' '),
);
/** English prose has about a third of such words; one in fourteen is other languages' chance and names. */
const ENGLISH_SHARE = 0.07;
/** Shorter texts say too little about their language. */
const LEAST_WORDS = 25;

/** An English motion is debated in English; for a motion in another language nothing is claimed. */
export const findOtherLanguage: Detector = ({ plan, text }) => {
  const words = wordsOf(text);
  if (words.length < LEAST_WORDS || englishShare(wordsOf(plan.scenario.motion)) < ENGLISH_SHARE) return undefined;
  const share = englishShare(words);
  return share < ENGLISH_SHARE
    ? { reason: 'wrong-language', detail: `only ${Math.round(share * 100)}% of its words are common English words` }
    : undefined;
};

function englishShare(words: readonly string[]): number {
  return words.length === 0 ? 0 : words.filter((word) => ENGLISH.has(word)).length / words.length;
}
