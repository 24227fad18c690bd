import type { Detector } from './finding.ts';
import { wordsOf } from './words.ts';

/** A turn of fewer words argues nothing. */
const LEAST_WORDS = 15;

/** Only thinking, or nothing that can be read. What was cut is left to findCut. */
export const findNoWords: Detector = ({ text, onlyThought, thinkingOpen, finishReason }) => {
  if (thinkingOpen)
    return { reason: 'thinking-never-closed', detail: 'a block of thinking was opened and never closed' };
  if (text !== '') return undefined;
  if (onlyThought) return { reason: 'empty-after-thinking', detail: 'nothing but thinking' };
  return finishReason === 'stop' ? { reason: 'empty', detail: 'nothing that can be read' } : undefined;
};

/** The budget of tokens was spent, or the server broke off. */
export const findCut: Detector = ({ finishReason }) =>
  finishReason === 'stop' ? undefined : { reason: 'cut-by-length', detail: `stopped for: ${finishReason}` };

/** A greeting or an announcement where a turn should be. */
export const findTooShort: Detector = ({ text }) => {
  const words = wordsOf(text).length;
  return words < LEAST_WORDS ? { reason: 'too-short', detail: `${words} words` } : undefined;
};
