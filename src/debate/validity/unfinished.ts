import type { Detector } from './finding.ts';
import { wordsOf } from './words.ts';

/** A turn of fewer words argues nothing. */
const LEAST_WORDS = 15;

/** Only thinking, or nothing at all. */
export const findNoWords: Detector = ({ text, raw, thinkingOpen }) => {
  if (thinkingOpen)
    return { reason: 'thinking-never-closed', detail: 'a block of thinking was opened and never closed' };
  if (text !== '') return undefined;
  return raw.trim() === ''
    ? { reason: 'empty', detail: 'no words' }
    : { reason: 'empty-after-thinking', detail: 'nothing but thinking' };
};

/** The budget of tokens was spent, or the server broke off. */
export const findCut: Detector = ({ finishReason }) =>
  finishReason === 'stop' ? undefined : { reason: 'cut-by-length', detail: `stopped for: ${finishReason}` };

/** A greeting or an announcement where a turn should be. */
export const findTooShort: Detector = ({ text }) => {
  const words = wordsOf(text).length;
  return words < LEAST_WORDS ? { reason: 'too-short', detail: `${words} words` } : undefined;
};
