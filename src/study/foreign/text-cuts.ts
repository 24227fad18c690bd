import { wordsIn } from '../../core/words-in.ts';
import { splitThinking } from '../../debate/split-thinking.ts';
import { findBrokenSentence } from '../../debate/validity/unfinished.ts';
import type { ForeignDebate } from '../../foreign/foreign-debate.ts';
import type { Cuts } from './audit-findings.ts';

/** Fewer show nothing. */
const LEAST_CUT = 10;
/** How far the tenth and the ninetieth of a hundred may be from the middle one, as a share of it. */
const NEAR = 0.2;

/** Which of a file's texts end in mid-sentence, thinking and all, and whether they do so at about one length. */
export function cutsIn(debates: readonly ForeignDebate[]): Cuts {
  const texts = debates.flatMap(({ turns }) => turns.flatMap(({ text }) => (text.trim() === '' ? [] : [text])));
  const lengths = texts
    .filter(endsInMidSentence)
    .map(wordsIn)
    .sort((one, other) => one - other);
  const at = (share: number): number | undefined => lengths[Math.floor(share * (lengths.length - 1))];
  const [low, median, high] = [at(0.1), at(0.5), at(0.9)];
  if (low === undefined || median === undefined || high === undefined)
    return { texts: texts.length, cut: 0, words: null, oneLength: false };
  const near = median - low <= NEAR * median && high - median <= NEAR * median;
  return {
    texts: texts.length,
    cut: lengths.length,
    words: { median, low, high },
    oneLength: near && lengths.length >= LEAST_CUT,
  };
}

/** Of what is thought and never closed, the end of the thought counts. */
function endsInMidSentence(raw: string): boolean {
  const { text, thinking, open } = splitThinking(raw);
  const finding = findBrokenSentence({
    kind: 'speech',
    motion: '',
    given: '',
    speaker: { name: '' },
    table: [],
    text: open ? thinking : text,
    onlyThought: false,
    thinkingOpen: false,
    finishReason: 'stop',
    before: [],
  });
  return finding !== undefined;
}
