import { literally } from '../../core/names-in-text.ts';
import type { Candidate, Detector } from './finding.ts';
import { sentencesOf, shinglesOf, withoutQuotations, wordsOf } from './words.ts';

/** A turn tells its prompt when sentences that do make this share of its words. */
const SHARE = 0.4;
/** A sentence is its prompt's when this share of its words stand in runs of three that its instructions have too. */
const SENTENCE_SHARE = 0.6;
const LEAST_WORDS = 4;

/** Speaks to a reader, as instructions do. */
const TO_A_READER = /\byou(?:rs?|rself|'re|'ve|'ll)?\b/;
const INSTRUCTION = /^(?:the members:|in this debate\b|(?:give|do not|close|take|answer|ask|say|speak|write|leave)\b)/;
const OF_ONESELF = /\b(?:i|i'm|i've|i'd|i'll|me|my|mine|we|our)\b/;
/** What prompts ask for, in words of their own: `You should answer the strongest point`, `Write one paragraph of about 90 words`. */
const TASK =
  '(?:opening statement|opening|statement|rebuttal|closing (?:words|statement)|paragraphs?|point made against you|(?:two|new) reasons?|position|opinion|motion|plain prose|figures|quotations|first person|own words|bullet points?|words|debate)';
const ASKS = [
  new RegExp(
    `^(?:then |now |please |also )?(?:give|write|close|answer|use|say|speak|argue|state|present|provide|(?:do not|don't|never) (?:invent|write|speak|use))\\b[^.!?]*\\b${TASK}\\b`,
  ),
  new RegExp(
    `\\byou(?:'ll| will| must| should| have to| need to| are (?:asked|told|going) to| have been asked to| want me to)? (?:not )?(?:be asked to )?(?:give|write|close|answer|use|say|speak|explain|argue|invent|take part|present|provide)\\b[^.!?]*\\b${TASK}\\b`,
  ),
  /\b(?:the speaker|the answer|your (?:task|answer|response|turn|opening statement|paragraph)) (?:is (?:told )?to|has (?:to (?:have|be|contain))?|must|should|needs to)\b/,
  /\byou(?:'re| are)(?: not)? (?:going|asked|told|supposed) to\b/,
  /^(?:you (?:argue|speak) (?:for|against) the motion|you care most about|you take no side in advance)\b/,
];

/**
 * Tells its instructions instead of following them. That somebody is told who they are by their own name is never a turn of theirs; other
 * sentences of instructions are weighed, for one or two may stand in a good turn. The motion, and what others said, may be said again.
 */
export const findPromptEcho: Detector = (candidate) => {
  const { text, speaker } = candidate;
  const sentences = sentencesOf(withoutQuotations(text)).map(plain);
  const named = sentences.find((sentence) => namesItself(sentence, speaker.name));
  if (named !== undefined) return { reason: 'repeats-the-prompt', detail: `tells itself: ${named.slice(0, 80)}` };
  const told = instructionsOf(candidate);
  const words = wordsOf(text).length;
  const telling = sentences.filter((sentence) => isTold(sentence, told));
  const share = wordsOf(telling.join(' ')).length / Math.max(1, words);
  return share >= SHARE
    ? { reason: 'repeats-the-prompt', detail: `${Math.round(share * 100)}% of it are its instructions` }
    : undefined;
};

function plain(sentence: string): string {
  return sentence.toLowerCase().replaceAll('’', "'");
}

/** `You are Grace Achieng`, in the languages in which prompts were seen. A label before it may name anybody. */
function namesItself(sentence: string, name: string): boolean {
  const called = literally(name.toLowerCase());
  return new RegExp(
    `\\b(?:you are|you're|du bist|sie sind|vous êtes|tu es|eres|usted es|você é) (?:called )?${called}`,
    'u',
  ).test(sentence);
}

/** The runs of three words of what the model was told to do: not those of the motion, of its background, and of what was said. */
function instructionsOf({ given, motion, before }: Candidate): ReadonlySet<string> {
  const told = new Set(
    sentencesOf(given)
      .filter((sentence) => isInstruction(plain(sentence)))
      .flatMap(runsOf),
  );
  for (const text of [motion, ...before.map((turn) => turn.text)]) for (const run of runsOf(text)) told.delete(run);
  return told;
}

/** Prompts speak to who reads them; the background of a motion speaks to nobody. */
function isInstruction(sentence: string): boolean {
  return TO_A_READER.test(sentence) || INSTRUCTION.test(sentence);
}

function isTold(sentence: string, told: ReadonlySet<string>): boolean {
  const words = wordsOf(sentence);
  if (words.length < LEAST_WORDS) return false;
  if (ASKS.some((pattern) => pattern.test(sentence))) return true;
  // "I care most about ..." says one's own values; instructions say "you", or nobody.
  if (OF_ONESELF.test(sentence) && !TO_A_READER.test(sentence)) return false;
  const covered = new Set<number>();
  for (const [start, run] of shinglesOf(words, 3).entries()) {
    if (told.has(run)) for (const offset of [0, 1, 2]) covered.add(start + offset);
  }
  return covered.size >= words.length * SENTENCE_SHARE;
}

function runsOf(text: string): string[] {
  return shinglesOf(wordsOf(text), 3);
}
