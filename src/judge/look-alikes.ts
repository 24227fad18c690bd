/** Cyrillic and Greek letters that are drawn like a Latin one, each above its twin. */
const ALIKE = 'АВЕЅІЈКМНОРСТУХЬҮԌԚԜаесіјорѕухһԁԛԝӏѵүԍΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳοϲνικρυα';
const TWINS = 'ABESIJKMHOPCTYXbYGQWaecijopsyxhdqwlvyGABEZHIKMNOPTYXCjocvikpua';
const TWIN_OF: ReadonlyMap<string, string> = new Map(
  [...ALIKE].map((letter, place) => [letter, TWINS[place] ?? letter]),
);

/** Latin letters and digits in another dress: of full width, of mathematics, in circles and squares (flags are made of none of these). */
const DRESSED = /[\uff01-\uff5e\u2100-\u214f\u2460-\u24ff\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f189}]/gu;
/** More marks above and below one letter than any orthography has: they hide the words under them. */
const PILED = /(?<=[\u0300-\u036f]{2})[\u0300-\u036f]+/g;

const WORD = /\p{L}+/gu;
const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * A text with plain letters in place of those that only look like them. Words of another alphabet stay: a letter is a look-alike where its
 * word has Latin letters too, or where all of the text's words in that alphabet could be Latin ones.
 */
export function plainLetters(text: string): { readonly text: string; readonly replaced: number } {
  let replaced = 0;
  const counted = (plain: string): string => {
    replaced += 1;
    return plain;
  };
  const undressed = text
    .replace(DRESSED, (letter) => {
      const plain = letter.normalize('NFKC');
      return plain === letter ? letter : counted(plain);
    })
    .replace(PILED, () => counted(''));
  const genuine = [...undressed].some((letter) => OTHER_ALPHABET.test(letter) && !TWIN_OF.has(letter));
  const plain = undressed.replace(WORD, (word) => {
    const disguised = /\p{Script=Latin}/u.test(word) || (!genuine && word.length > 1);
    return disguised ? word.replace(/./gu, (letter) => twin(letter, counted)) : word;
  });
  return { text: plain, replaced };
}

function twin(letter: string, counted: (plain: string) => string): string {
  const plain = TWIN_OF.get(letter);
  return plain === undefined ? letter : counted(plain);
}
