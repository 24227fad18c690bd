/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Knows by a dictionary where words end that no space ends. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text in lower case, without punctuation. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('’', "'");
  if (!UNSPACED.test(plain)) return plain.match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  return [...segmenter.segment(plain)].flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []));
}

/** Every run of `length` words in a row. */
export function shinglesOf(words: readonly string[], length: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - length + 1))
    .map((_, start) => words.slice(start, start + length).join(' '));
}

/** The share of `runs` that stand in `others` too; 0 where there are none. */
export function sharedShare(runs: readonly string[], others: readonly string[]): number {
  if (runs.length === 0) return 0;
  const theirs = new Set(others);
  return runs.filter((run) => theirs.has(run)).length / runs.length;
}

/** The sentences of a text: parts that end with a mark of their end, or with the line. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["'”’»)]*)\s+|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** A text without what it quotes and without its code: the words that its speaker answers for. */
export function withoutQuotations(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ')
    .replace(/^\s*>.*$/gm, ' ')
    .replace(/"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|「[^」\n]*」/gu, ' ');
}
