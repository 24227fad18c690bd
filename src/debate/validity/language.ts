import type { Detector } from './finding.ts';
import { wordsOf } from './words.ts';

const ENGLISH = new Set(
  'the of and to in a is that for it as be on with are this by not or an we from which can will our'.split(' '),
);
/** English prose has about a third of such words; one in fourteen is other languages' chance and names. */
const ENGLISH_SHARE = 0.07;
/** Shorter texts say too little about their language. */
const LEAST_WORDS = 20;

/** An English motion is debated in English, in every paragraph; for a motion in another language nothing is claimed. */
export const findOtherLanguage: Detector = ({ motion, text }) => {
  if (englishShare(wordsOf(motion)) < ENGLISH_SHARE) return undefined;
  for (const paragraph of text.split(/\n\s*\n/)) {
    const words = wordsOf(paragraph);
    const share = englishShare(words);
    if (words.length < LEAST_WORDS || share >= ENGLISH_SHARE) continue;
    return {
      reason: 'wrong-language',
      detail: `only ${Math.round(share * 100)}% of a paragraph's words are common English words`,
    };
  }
  return undefined;
};

function englishShare(words: readonly string[]): number {
  return words.length === 0 ? 0 : words.filter((word) => ENGLISH.has(word)).length / words.length;
}
