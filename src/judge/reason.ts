import { wordsIn } from '../core/words-in.ts';
import { FEWEST_QUOTED, type Quote, standsIn } from './quote.ts';
import { reasonLine } from './reason-line.ts';

/** What a judge said for its score. */
export interface Reason {
  /** One sentence; empty when it gave none. What it quotes there and does not stand is struck out. */
  readonly reason: string;
  /** Null when it quoted nothing. */
  readonly quote: Quote | null;
}

/** In place of a quote that does not stand. */
const STRUCK_OUT = '[…]';
const QUOTE_LINE = /(?:^|\s)[*_]*quote[*_]*:[*_]*\s*(\S[^\n]*)/i;
const IN_MARKS = /["“”«„]([^"“”«»„]+)["“”»]/g;
/** What a judge goes on saying after its reason without coming to a quote is not waited for. */
const CHARACTERS_AFTER = 120;

/** Reads reason and quote from a judge's words. @param texts all that it read and could quote */
export function parseReason(said: string, texts: readonly string[]): Reason {
  const { sentence, quoteLine } = partsOf(said);
  const inside = [...sentence.matchAll(IN_MARKS)].map(([, words = '']) => words);
  const quotes = [...(quoteLine === undefined ? [] : [inMarks(quoteLine)]), ...inside]
    .filter((words) => wordsIn(words) >= FEWEST_QUOTED)
    .map((text) => ({ text, stands: standsIn(text, texts) }));
  const reason = sentence.replace(IN_MARKS, (marked, words: string) =>
    quotes.some(({ text, stands }) => text === words && !stands) ? STRUCK_OUT : marked,
  );
  return { reason, quote: quotes.find(({ stands }) => !stands) ?? quotes[0] ?? null };
}

/** Whether a judge has said its reason and its quote, or is not going to: nothing that comes after would be read. */
export function isWholeReason(said: string): boolean {
  const { quoteLine, quoteEnded, end } = partsOf(said);
  if (quoteLine !== undefined) return quoteEnded || /["”»]/.test(quoteLine.slice(1));
  return said.length > end + CHARACTERS_AFTER;
}

/** Whether a judge has said one sentence and begun another: only the first would be read. */
export function isWholeSentence(said: string): boolean {
  return said.trimEnd().length > partsOf(said).end + 1;
}

interface Parts {
  readonly sentence: string;
  /** Where the sentence ends; never where there is none. */
  readonly end: number;
  readonly quoteLine: string | undefined;
  /** Something stands on the lines below it. */
  readonly quoteEnded: boolean;
}

function partsOf(said: string): Parts {
  const line = QUOTE_LINE.exec(said);
  const sentence = reasonLine(said.slice(0, line?.index ?? said.length));
  const end = sentence === '' ? Number.POSITIVE_INFINITY : said.indexOf(sentence) + sentence.length;
  // A quote that comes after much else is none for this reason.
  if (line === null || line.index > end + CHARACTERS_AFTER) {
    return { sentence, end, quoteLine: undefined, quoteEnded: false };
  }
  return { sentence, end, quoteLine: line[1], quoteEnded: said.length > line.index + line[0].length };
}

/** What stands in the first marks, or all of it where there are none. */
function inMarks(words: string): string {
  const [, double, single] = words.match(/^(?:["“„«](.+?)["”»]|['‘](.+?)['’](?!\p{L}))/u) ?? [];
  return (double ?? single ?? words.replace(/^["“„«'‘]/, '')).trim();
}
