import { readAnswerText } from '../parse-answer.ts';
import type { Detector } from './finding.ts';
import { sharedShare, shinglesOf, wordsOf } from './words.ts';

/** A part says an earlier one again when this share of its runs of three words stands there too. */
const SHARED_RUNS = 0.6;
/** ... or, where words were swapped, this share of its words in the same place of a sentence as long. */
const SAME_PLACES = 0.75;
const NEGATION = /\b(?:not|no|never|nor|n't|nicht|kein\w*|nie|pas|no|non|não)\b|n't\b/iu;

/** An answer whose objection or dissent is what it recommends, or whose dissent is its objection: three parts that are not three. */
export const findRepeatedPart: Detector = ({ kind, text }) => {
  const answer = kind === 'answer' ? readAnswerText(text) : undefined;
  if (answer === undefined) return undefined;
  const { recommendation, strongestObjection, dissent } = answer;
  const pairs = [
    ['objection', strongestObjection, 'recommendation', recommendation],
    ['dissent', dissent, 'recommendation', recommendation],
    ['dissent', dissent, 'objection', strongestObjection],
    ['dissent', dissent, 'recommendation and the objection', `${recommendation}\n${strongestObjection}`],
  ] as const;
  for (const [part, words, other, others] of pairs) {
    if (saysAgain(words, others)) return { reason: 'repeats-itself', detail: `the ${part} says the ${other} again` };
  }
  return undefined;
};

function saysAgain(text: string, other: string): boolean {
  const words = wordsOf(text);
  const others = wordsOf(other);
  if (words.length === 0) return false;
  if (words.join(' ') === others.join(' ')) return true;
  // Turned round ("should not"), the same words say the opposite, as an objection may.
  if (NEGATION.test(text) !== NEGATION.test(other)) return false;
  if (sharedShare(shinglesOf(words, 3), shinglesOf(others, 3)) >= SHARED_RUNS) return true;
  return words.length === others.length && samePlaces(words, others) >= SAME_PLACES;
}

function samePlaces(words: readonly string[], others: readonly string[]): number {
  return words.filter((word, place) => word === others[place]).length / words.length;
}
