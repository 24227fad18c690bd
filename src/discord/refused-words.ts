/** Not seen, so that a word with one of these inside still reads as that word. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|[\u0300-\u036f]/gu;
const BETWEEN_WORDS = /[\s\p{P}\p{Cc}]+/gu;
/** Three letters or more that stand apart, as in `s p a m`. */
const SPACED_OUT = /(?<= )[\p{L}\p{N}](?: [\p{L}\p{N}]){2,}(?= )/gu;
/** Scripts that put nothing between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Whether a text contains one of the words (or phrases) as a whole, however it is written: case, full-width letters, accents, characters
 * that nobody sees, and odd spaces between or inside words make no difference.
 */
export function containsWord(text: string, words: readonly string[]): boolean {
  const read = plain(text);
  const texts = [read, read.replace(SPACED_OUT, (letters) => letters.replaceAll(' ', ''))];
  return words.map(plain).some((word) => {
    if (word.trim() === '') return false;
    const standsAlone = /[\p{L}\p{N}]/u.test(word) && !UNSPACED.test(word);
    return texts.some((candidate) => candidate.includes(standsAlone ? word : word.trim()));
  });
}

/** In lower case with single spaces between words and around the whole. */
function plain(text: string): string {
  const bare = text.normalize('NFKD').replace(UNSEEN, '').normalize('NFC').toLowerCase();
  return ` ${bare.replace(BETWEEN_WORDS, ' ').trim()} `;
}
