import type { Detector } from './finding.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import { sentencesOf, withoutQuotations, wordsOf } from './words.ts';

/** Shorter passages say too little about their language. */
const LEAST_WORDS = 12;
/** A language's little words make at least this share of a passage in it ... */
const LEAST_SHARE = 0.15;
/** ... and so many times another language's, to be told from it. */
const LEAD = 1.4;
/** A text is in no language that we know when it has fewer little words of the debate's own than this share. */
const STRANGE_SHARE = 0.07;
const STRANGE_WORDS = 20;
/** English where the debate's language is not known must be clear: a model's own language shows through like that. */
const CLEAR_SHARE = 0.25;
/** So many letters of another script are a clause, not a name: in scripts that write words, and in those that write sounds. */
const LEAST_LETTERS = { Chinese: 6, other: 16 } as const;
/** A passage in another script than Latin may have this share of Latin letters: names, terms, abbreviations. */
const LATIN_SHARE = 0.5;

/** Scripts that give their languages away, as far as we need to tell them. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Chinese: /\p{Script=Han}/gu,
  Korean: /\p{Script=Hangul}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Thai: /\p{Script=Thai}/gu,
};
const LATIN = 'Latin';

/**
 * A motion is debated in its own language, in every passage; what is quoted may be in another. The language is that of the motion and of
 * the turns before. Where we don't know it, nothing is claimed but what its script tells, and that it is not English.
 */
export const findOtherLanguage: Detector = ({ motion, before, text }) => {
  const known = [motion, ...before.map((turn) => turn.text)].join('\n');
  const script = scriptOf(known);
  const find = script === LATIN ? otherThanLatin(known) : otherThanScript(script);
  const own = withoutQuotations(text);
  for (const passage of passagesOf(own)) {
    const other = foreignScript(passage, script) ?? find(passage);
    if (other !== undefined) return { reason: 'wrong-language', detail: `in ${other}: ${passage.slice(0, 80)}` };
  }
  return isStrange(wordsOf(own), latinLanguageOf(known), known)
    ? { reason: 'wrong-language', detail: `in no language that we know: ${own.slice(0, 80)}` }
    : undefined;
};

type FindOther = (passage: string) => string | undefined;

function otherThanScript(script: string): FindOther {
  return (passage) => {
    const own = scriptOf(passage);
    if (own === script || wordsOf(passage).length < LEAST_WORDS) return undefined;
    return own === LATIN ? (latinLanguageOf(passage) ?? 'another script') : own;
  };
}

function otherThanLatin(known: string): FindOther {
  const expected = latinLanguageOf(known);
  return (passage) => {
    const words = wordsOf(passage);
    const language = words.length < LEAST_WORDS ? undefined : latinLanguageOf(passage);
    if (language === undefined || language === expected) return undefined;
    // A short motion may have no little word at all, except in English, which can't do without.
    const told =
      expected === undefined
        ? language === 'English' && shareOf(words, language) >= CLEAR_SHARE && !looksEnglish(known)
        : shareOf(words, language) >= shareOf(words, expected) * LEAD;
    return told ? language : undefined;
  };
}

function looksEnglish(text: string): boolean {
  return shareOf(wordsOf(text), 'English') >= STRANGE_SHARE;
}

/** Hardly any little word of the debate's language, and no longer word that was said in it: a bare list has at least the latter. */
function isStrange(words: readonly string[], expected: string | undefined, known: string): boolean {
  if (expected === undefined || words.length < STRANGE_WORDS || shareOf(words, expected) >= STRANGE_SHARE) return false;
  const said = new Set(wordsOf(known).filter((word) => word.length > 4));
  return !words.some((word) => said.has(word));
}

/** A script other than the debate's, of which a passage has a clause. */
function foreignScript(passage: string, expected: string): string | undefined {
  const foreign = Object.entries(SCRIPTS).find(
    ([script, letters]) =>
      script !== expected &&
      !(script === 'Chinese' && expected === 'Japanese') &&
      count(passage, letters) >= (script === 'Chinese' ? LEAST_LETTERS.Chinese : LEAST_LETTERS.other),
  );
  return foreign?.[0];
}

/** The script of most of a text's letters, by the language that it gives away. */
function scriptOf(text: string): string {
  const counts = Object.entries(SCRIPTS).map(([script, letters]) => ({ script, letters: count(text, letters) }));
  const sum = counts.reduce((total, { letters }) => total + letters, 0);
  if (sum === 0 || sum < count(text, /\p{L}/gu) * (1 - LATIN_SHARE)) return LATIN;
  // Japanese prose is half Han characters; Chinese has no kana at all.
  if (count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > sum * 0.1) return 'Japanese';
  return counts.reduce((most, one) => (one.letters > most.letters ? one : most)).script;
}

/** The language of a text in Latin script by its little words; undefined when it is in none that we know, or could be in two. */
function latinLanguageOf(text: string): string | undefined {
  const words = wordsOf(text);
  const [best, second] = Object.keys(FUNCTION_WORDS)
    .map((language) => ({ language, share: shareOf(words, language) }))
    .sort((one, other) => other.share - one.share);
  if (best === undefined || second === undefined || best.share < LEAST_SHARE) return undefined;
  return best.share >= second.share * LEAD ? best.language : undefined;
}

function shareOf(words: readonly string[], language: string): number {
  const little = FUNCTION_WORDS[language];
  return words.length === 0 || little === undefined
    ? 0
    : words.filter((word) => little.has(word)).length / words.length;
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** Sentences, short ones joined to the next until there is enough to tell a language by. */
function passagesOf(text: string): string[] {
  const passages: string[] = [];
  let open = '';
  for (const sentence of sentencesOf(text)) {
    open = open === '' ? sentence : `${open} ${sentence}`;
    if (wordsOf(open).length < LEAST_WORDS) continue;
    passages.push(open);
    open = '';
  }
  // What is left over is too short to tell by itself.
  if (open !== '') passages.push(`${passages.pop() ?? ''} ${open}`.trim());
  return passages;
}
