import type { Detector } from './finding.ts';
import { shinglesOf, wordsOf } from './words.ts';

/** A text says the same again when fewer of its runs of four words are distinct than this share. */
const DISTINCT_SHARE = 0.6;
/** A text is another's when this share of its runs of six words stands there too. */
const SHARED_SHARE = 0.5;

/** Endless repetition, as of a base model or a broken template. */
export const findRepetition: Detector = ({ text }) => {
  const runs = shinglesOf(wordsOf(text), 4);
  if (runs.length < 12) return undefined;
  const share = new Set(runs).size / runs.length;
  return share < DISTINCT_SHARE
    ? { reason: 'repeats-itself', detail: `only ${Math.round(share * 100)}% of its runs of four words are distinct` }
    : undefined;
};

/** Another's turn, or one's own of an earlier round, said again. */
export const findEcho: Detector = ({ text, before }) => {
  const runs = shinglesOf(wordsOf(text), 6);
  if (runs.length < 6) return undefined;
  for (const other of before) {
    const theirs = new Set(shinglesOf(wordsOf(other.text), 6));
    const share = runs.filter((run) => theirs.has(run)).length / runs.length;
    if (share >= SHARED_SHARE) {
      return {
        reason: 'repeats-another-turn',
        detail: `${Math.round(share * 100)}% of it stands in ${other.speaker.name}'s turn of round ${other.round}`,
      };
    }
  }
  return undefined;
};
