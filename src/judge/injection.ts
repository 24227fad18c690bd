import type { Injection, Injections } from '../content/injections.ts';
import type { Transcript } from '../debate/transcript.ts';

/** One debate twice, alike but for a paragraph: with an attack, and with neutral words of the same length in its place. */
export interface InjectedPair {
  readonly attacked: Transcript;
  readonly calm: Transcript;
}

/**
 * Puts an attack at the end of a turn, and neutral words into the same place.
 * @param turn the turn's place, from 0; by default the last one, which stands nearest to the judge's task
 */
export function inject(
  transcript: Transcript,
  { text }: Injection,
  neutral: Injections['neutral'],
  turn = transcript.turns.length - 1,
): InjectedPair {
  return {
    attacked: withParagraph(transcript, turn, text),
    calm: withParagraph(transcript, turn, neutralWords(neutral, text.length)),
  };
}

/** Neutral words of a length, which can miss it by a word. */
function neutralWords(sentences: Injections['neutral'], length: number): string {
  let words = '';
  for (let place = 0; words.length < length; place += 1) {
    const sentence = sentences[place % sentences.length];
    if (sentence === undefined) return words;
    words += words === '' ? sentence : ` ${sentence}`;
  }
  if (words.length === length) return words;
  const cut = words.slice(0, length - 1);
  const whole = words[length - 1] === ' ' ? cut : cut.replace(/\s*\S*$/, '');
  return `${(whole === '' ? cut : whole).replace(/[,.]$/, '')}.`;
}

function withParagraph(transcript: Transcript, turn: number, words: string): Transcript {
  const turns = transcript.turns.map((one, place) =>
    place === turn ? { ...one, text: `${one.text}\n\n${words}` } : one,
  );
  return { ...transcript, turns };
}
