import type { Detector } from './finding.ts';
import { shinglesOf, wordsOf } from './words.ts';

/** A turn of fewer words argues nothing. */
const LEAST_WORDS = 12;
/** So does one of fewer words of its own that are less than this share of it: the rest is its task said again. */
const LEAST_OWN_WORDS = 16;
const OWN_SHARE = 0.5;
/** A text of fewer words that ends with a colon announces what does not come. */
const ANNOUNCEMENT_WORDS = 40;

/** Marks that end a sentence, with the marks that may close something after them. */
const ENDED = /[.!?…。！？؟।"'”’»)\]}`|]$|\p{Extended_Pictographic}\uFE0F?$/u;
const LIST_ITEM = /^\s*(?:[-*•+]|\d+[.)])\s/;
/** A heading, a row of a table, a signature, a line all in bold: none ends with a full stop. */
const BARE_LINE = /^\s*(?:[#|—–]|(\*\*|__).*\1$)/;
const CLOSING_WORDS = 6;
/** A line that is nothing but the mark of a list's item. */
const EMPTY_ITEM = /^\s*(?:[-*•+]|\d+[.)])$/;
/** English words that no sentence ends with. */
const NEVER_LAST = new Set(
  "a an the and or but nor of from into with because although if unless whether than whose which their our your my its every is are was were has have would could should may might must can cannot can't".split(
    ' ',
  ),
);

/** Only thinking, or nothing that can be read. What was cut is left to findCut. */
export const findNoWords: Detector = ({ text, onlyThought, thinkingOpen, finishReason }) => {
  if (thinkingOpen)
    return { reason: 'thinking-never-closed', detail: 'a block of thinking was opened and never closed' };
  if (wordsOf(text).length > 0) return undefined;
  if (onlyThought) return { reason: 'empty-after-thinking', detail: 'nothing but thinking' };
  return finishReason === 'stop' ? { reason: 'empty', detail: 'nothing that can be read' } : undefined;
};

/** The budget of tokens was spent, or the server broke off. */
export const findCut: Detector = ({ finishReason }) =>
  finishReason === 'stop' ? undefined : { reason: 'cut-by-length', detail: `stopped for: ${finishReason}` };

/** An announcement, or the motion, the persona or the task said again where a turn should be. What others said may be said again: they are quoted. */
export const findTooShort: Detector = ({ motion, given, before, text }) => {
  const words = wordsOf(text);
  if (words.length < LEAST_WORDS) return { reason: 'too-short', detail: `${words.length} words` };
  const told = new Set([...runsOf(motion), ...runsOf(given)]);
  for (const turn of before) for (const run of runsOf(turn.text)) told.delete(run);
  const own = wordsBeside(words, told);
  if (own < LEAST_WORDS || (own < LEAST_OWN_WORDS && own < words.length * OWN_SHARE)) {
    return { reason: 'too-short', detail: `${own} words beside those of its task` };
  }
  return words.length < ANNOUNCEMENT_WORDS && /[:：]$/.test(text.trimEnd())
    ? { reason: 'too-short', detail: 'an announcement, and nothing after it' }
    : undefined;
};

/** A sentence without an end, whatever the server says: some call it a stop when they broke off. An answer's parts are whole by their form. */
export const findBrokenSentence: Detector = ({ kind, text }) => {
  if (kind === 'answer') return undefined;
  const last = text.trimEnd().split('\n').at(-1)?.trimEnd() ?? '';
  const broken = { reason: 'cut-by-length', detail: `ends in the middle of a sentence: ${last.slice(-40)}` } as const;
  if (EMPTY_ITEM.test(last)) return broken;
  const bare = last.replace(/[*_~]+$/, '');
  if (ENDED.test(bare)) return undefined;
  if (/[,;:([{“„«、，；：]$/u.test(bare)) return broken;
  const words = wordsOf(bare);
  if (NEVER_LAST.has(words.at(-1) ?? '')) return broken;
  if (LIST_ITEM.test(last) || BARE_LINE.test(last)) return undefined;
  if (text.trimEnd().includes('\n') && words.length <= CLOSING_WORDS) return undefined;
  // Some write no full stops at all; one who does leaves none out but by accident.
  const ended = /[.!?。！？؟।]["'”’»)]*(?:\s|$)|[。！？]/u.test(text);
  const fragment = wordsOf(bare.split(/[.!?…]["'”’»)]*\s|[。！？]/u).at(-1) ?? '');
  return ended && fragment.length > 3 ? broken : undefined;
};

function runsOf(text: string): string[] {
  return shinglesOf(wordsOf(text), 3);
}

/** How many words are in none of these runs of three. */
function wordsBeside(words: readonly string[], runs: ReadonlySet<string>): number {
  const covered = new Set<number>();
  for (const [start, run] of shinglesOf(words, 3).entries()) {
    if (runs.has(run)) for (const offset of [0, 1, 2]) covered.add(start + offset);
  }
  return words.length - covered.size;
}
