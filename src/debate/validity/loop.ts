import type { Finding } from './finding.ts';
import { shinglesOf, wordsOf } from './words.ts';

/** So many words at the end are looked at; a loop of a third of them shows. */
const WINDOW_WORDS = 90;
/** Of the window's runs of four words, prose has nearly all distinct; a loop, also one that varies a little, has fewer than this share. */
const DISTINCT_SHARE = 0.4;
/** A piece that stands so often in a row, over so many characters, is a loop even where it is no words (`----`, `.。.。`). */
const TIMES_IN_A_ROW = 5;
const LEAST_CHARACTERS = 200;
const LONGEST_PIECE = 80;

/** A text whose end goes round in circles: it will not come to an end by itself. Meant for texts that are still being written. */
export function findLoop(text: string): Finding | undefined {
  const runs = shinglesOf(wordsOf(text.slice(-16 * WINDOW_WORDS)).slice(-WINDOW_WORDS), 4);
  if (runs.length > WINDOW_WORDS / 2) {
    const share = new Set(runs).size / runs.length;
    if (share < DISTINCT_SHARE) {
      const percent = Math.round(share * 100);
      return { reason: 'repeats-itself', detail: `only ${percent}% of the last runs of four words are distinct` };
    }
  }
  for (let length = 1; length <= LONGEST_PIECE; length += 1) {
    const span = Math.max(LEAST_CHARACTERS, length * TIMES_IN_A_ROW);
    if (text.length < span + length) return undefined;
    if (text.slice(-span) === text.slice(-span - length, -length)) {
      return { reason: 'repeats-itself', detail: `"${text.slice(-length)}" stands there again and again` };
    }
  }
  return undefined;
}
