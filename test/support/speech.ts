import { seededRandom } from '../../src/core/random.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';

const LITTLE = 'the of and to in is that for it as be on with are this by not or an from which can will our'.split(' ');
const LONG =
  'robots wishes doctors adults freedom health daughters rules harm dignity choices risk warnings courts evidence neighbours money time trust schools rivers children laws machines habits answers'.split(
    ' ',
  );

/** Prose that passes for a turn: the same for the same seed, and like no other. */
export function speech(seed: number, sentences = 4): string {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]): string => words[random.integer(0, words.length - 1)] ?? '';
  const sentence = (): string => {
    const words = Array.from({ length: 12 }, (_, place) => pick(place % 2 === 0 ? LITTLE : LONG)).join(' ');
    return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
  };
  return Array.from({ length: sentences }, sentence).join(' ');
}

/** What a chair writes. */
export function writtenAnswer(seed: number): string {
  return JSON.stringify({
    recommendation: speech(seed, 2),
    strongestObjection: speech(seed + 1, 1),
    dissent: speech(seed + 2, 1),
  });
}

/** The words that a request gets: they depend on its seed alone. */
export function wordsFor(request: ChatRequest): string {
  // The likeliest level of a scripted judge, unless its script says otherwise.
  if (request.options !== undefined) return `5. Reason: ${speech(request.seed)}`;
  return request.shape === undefined ? speech(request.seed) : writtenAnswer(request.seed);
}

/** Words at such length that six rounds of them do not fit a window of NARROW tokens, while digests of them do. */
export function longWords(request: ChatRequest): string {
  return request.shape === undefined ? speech(request.seed, 8) : writtenAnswer(request.seed);
}
export const NARROW = 1900;

/** A script of debaters that do all that is asked of them. */
export const goodScript: Script = { reply: wordsFor };

/** What a request's speaker reads, as one text. */
export function promptText({ prompt }: Pick<ChatRequest, 'prompt'>): string {
  return prompt.messages.map(({ content }) => content).join('\n\n');
}

/** Whether a judge is asked for words: its reason, or a score with it. */
export function isOfJudge(request: Pick<ChatRequest, 'prompt'>): boolean {
  return promptText(request).includes('strict and fair judge');
}
