import type { Detector } from './finding.ts';
import { sharedShare, shinglesOf, wordsOf } from './words.ts';

/** A text says the same again when fewer of its runs of four words are distinct than this share; prose with a refrain has more than nine in ten. */
const DISTINCT_SHARE = 0.8;
/** ... or when a stretch of so many words has fewer distinct ones than this share: one thought in ever other words. Prose has two thirds. */
const STRETCH = 50;
const STRETCH_SHARE = 0.45;

/** A text is another's when this share of its runs of three words stands there too; a quotation at length makes a quarter. */
const SHARED_RUNS = 0.45;
/** ... or, where words were swapped, this share of its longer words in the same order; with a quotation it is a third. */
const KEPT_WORDS = 0.65;
const LONGER_WORD = 4;
const LEAST_LONGER_WORDS = 10;
const LEAST_WORDS = 8;

/** Endless repetition, as of a base model or a broken template, and a paragraph said twice. */
export const findRepetition: Detector = ({ text }) => {
  const words = wordsOf(text);
  const runs = shinglesOf(words, 4);
  if (runs.length < 12) return undefined;
  const share = new Set(runs).size / runs.length;
  if (share < DISTINCT_SHARE) {
    return { reason: 'repeats-itself', detail: `only ${percent(share)} of its runs of four words are distinct` };
  }
  for (let start = 0; start + STRETCH <= words.length; start += 5) {
    const stretch = new Set(words.slice(start, start + STRETCH)).size / STRETCH;
    if (stretch < STRETCH_SHARE) {
      return { reason: 'repeats-itself', detail: `only ${percent(stretch)} of ${STRETCH} words in a row are distinct` };
    }
  }
  return undefined;
};

/** Another's turn, or one's own of an earlier round, said again, also with some words swapped. */
export const findEcho: Detector = ({ text, before }) => {
  const words = wordsOf(text);
  for (const other of before) {
    const theirs = wordsOf(other.text);
    const runs = sharedShare(shinglesOf(words, 3), shinglesOf(theirs, 3));
    const longer = words.filter(isLonger);
    const kept = longer.length < LEAST_LONGER_WORDS ? 0 : inOrder(longer, theirs.filter(isLonger)) / longer.length;
    if (words.length < LEAST_WORDS || (runs < SHARED_RUNS && kept < KEPT_WORDS)) continue;
    const where = `${other.speaker.name}'s turn of round ${other.round}`;
    const what =
      runs < SHARED_RUNS
        ? `${percent(kept)} of its longer words stand in the same order`
        : `${percent(runs)} of it stands`;
    return { reason: 'repeats-another-turn', detail: `${what} in ${where}` };
  }
  return undefined;
};

function isLonger(word: string): boolean {
  return word.length >= LONGER_WORD;
}

/**
 * How many words of one list stand in the same order in a stretch of the other that is about as long. In all of a text that is much
 * longer, the words of its subject stand in nearly any order.
 */
function inOrder(words: readonly string[], others: readonly string[]): number {
  let most = 0;
  for (let start = 0; start === 0 || start + words.length < others.length; start += Math.ceil(words.length / 2)) {
    most = Math.max(most, commonInOrder(words, others.slice(start, start + 2 * words.length)));
  }
  return most;
}

/** The length of the longest common subsequence. */
function commonInOrder(words: readonly string[], others: readonly string[]): number {
  let lengths = others.map(() => 0);
  for (const word of words) {
    let best = 0;
    lengths = lengths.map((length, place) => {
      const here = word === others[place] ? (lengths[place - 1] ?? 0) + 1 : 0;
      best = Math.max(best, length, here);
      return best;
    });
  }
  return lengths.at(-1) ?? 0;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
