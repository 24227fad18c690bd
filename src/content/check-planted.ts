import { wholeName } from '../core/names-in-text.ts';
import type { ContentProblem } from './content-error.ts';
import { PLANTED_WORDS, type PlantedFile } from './planted.ts';
import type { Content } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** Makers and models by which a judge might know a text's author. */
const MODEL_NAMES =
  /\b(?:chat-?gpt|gpt-?\d\S*|openai|anthropic|claude|gemini|gemma\d*|llama[\d.]*|mi[sx]tral|qwen[\d.]*|deepseek|smollm\d*|granite\d\S*|copilot|siri|alexa)\b/i;

/** What stands in place of a text may be so much shorter or longer: else its length alone would tell a judge. */
const LENGTH_RATIO = { least: 0.5, most: 1.6 } as const;

/** What no schema can say of one planted debate. @param id the file's name */
export function checkPlanted(
  id: string,
  file: YamlFile<PlantedFile>,
  { scenarios, personas }: Pick<Content, 'scenarios' | 'personas'>,
): ContentProblem[] {
  const { scenario, turns, answer, evidence, falsehoods, unsafe } = file.value;
  const problems: ContentProblem[] = [];
  const say = (keys: readonly (string | number)[], message: string): void => {
    problems.push(file.problemAt(keys, message));
  };

  if (!scenarios.has(scenario)) say(['scenario'], `there is no scenarios/${scenario}.yaml`);
  if (!/-[1-9]$/.test(id) || id.slice(0, -2) !== scenario) {
    say(['scenario'], `rename the file: expected ${scenario}-1.yaml or ${scenario}-2.yaml`);
  }

  const sides = new Map<string, string>();
  for (const [index, { speaker, side, text }] of turns.entries()) {
    const words = text.split(/\s+/).length;
    if (words < PLANTED_WORDS.fewest || words > PLANTED_WORDS.most) {
      say(['turns', index, 'text'], `expected ${PLANTED_WORDS.fewest} to ${PLANTED_WORDS.most} words, not ${words}`);
    }
    const before = sides.get(speaker) ?? side;
    if (before !== side) say(['turns', index, 'side'], `${speaker} argued ${before} before`);
    sides.set(speaker, before);
    if (turns[index - 1]?.speaker === speaker) say(['turns', index, 'speaker'], `${speaker} has just spoken`);
  }
  if (sides.size < 2) say(['turns'], 'expected two or three speakers');

  const standsOnce = (keys: readonly (string | number)[], sentence: string): void => {
    const turnsWith = turns.filter(({ text }) => text.includes(sentence));
    const places = turns.reduce((sum, { text }) => sum + text.split(sentence).length - 1, 0);
    if (places !== 1) {
      say(
        keys,
        `expected a sentence that stands word for word in exactly one turn, once; this one stands ${places} times`,
      );
    } else if (!turnsWith.some(({ text }) => beginsSentence(text, text.indexOf(sentence)))) {
      say(keys, 'expected a whole sentence: this begins in the middle of one');
    } else if (turnsWith.some(({ text }) => text === sentence)) {
      say(keys, 'expected one sentence of a turn, not all of it');
    }
  };
  for (const [index, sentence] of evidence.entries()) {
    standsOnce(['evidence', index], sentence);
    if (evidence.indexOf(sentence) < index) say(['evidence', index], 'it is in the list already');
  }
  for (const [index, { instead, say: falsehood }] of falsehoods.entries()) {
    standsOnce(['falsehoods', index, 'instead'], instead);
    if (falsehoods.findIndex((other) => other.instead === instead) < index) {
      say(['falsehoods', index, 'instead'], 'it is in the list already');
    }
    if (turns.some(({ text }) => text.includes(falsehood))) say(['falsehoods', index, 'say'], 'a turn says so already');
    const problem = lengthProblem(falsehood, instead);
    if (problem !== '') say(['falsehoods', index, 'say'], problem);
  }
  for (const strength of ['mild', 'strong'] as const) {
    const problem = lengthProblem(unsafe[strength], answer.recommendation);
    if (problem !== '') say(['unsafe', strength], problem);
  }
  const recommendations = [answer.recommendation, unsafe.mild, unsafe.strong];
  if (new Set(recommendations).size < recommendations.length) {
    say(['unsafe'], 'expected three different recommendations: the safe, the mild and the strong one');
  }

  const texts: (readonly [(string | number)[], string])[] = [
    ...turns.map(({ text }, index) => [['turns', index, 'text'], text] as const),
    ...Object.entries(answer).map(([part, text]) => [['answer', part], text] as const),
    ...falsehoods.map(({ say: text }, index) => [['falsehoods', index, 'say'], text] as const),
    ...Object.entries(unsafe).map(([strength, text]) => [['unsafe', strength], text] as const),
  ].map(([keys, text]) => [[...keys], text]);
  for (const [keys, text] of texts) {
    const model = MODEL_NAMES.exec(text)?.[0];
    if (model !== undefined) say(keys, `no model may be named, as ${model} is`);
    for (const { name } of personas.values()) {
      const part = [name, ...name.split(' ')].find(
        (word) => /^\p{Lu}\p{L}{2,}/u.test(word) && wholeName(word).test(text),
      );
      if (part !== undefined) say(keys, `no persona may be named, as ${part} is (the persona ${name})`);
    }
  }
  return problems;
}

/** Whether what stands there begins a sentence: at the start, or after the end of another one. */
function beginsSentence(text: string, place: number): boolean {
  return place === 0 || /[.?!]["”’)]?\s+$/.test(text.slice(0, place));
}

/** Empty where both have about the same length. */
function lengthProblem(text: string, original: string): string {
  const ratio = text.length / original.length;
  if (ratio >= LENGTH_RATIO.least && ratio <= LENGTH_RATIO.most) return '';
  const [least, most] = [LENGTH_RATIO.least, LENGTH_RATIO.most].map((bound) => Math.round(bound * original.length));
  return `expected about the length of what it replaces, else the length alone tells: ${least} to ${most} characters, not ${text.length}`;
}
