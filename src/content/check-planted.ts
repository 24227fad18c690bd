import { literally, partsOfName, wholeName } from '../core/names-in-text.ts';
import type { ContentProblem } from './content-error.ts';
import { PLANTED_WORDS, type PlantedFile } from './planted.ts';
import type { Content } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** Makers and models by which a judge might know a text's author. */
const MODEL_NAMES =
  /\b(?:chat-?gpt|gpt-?\d\S*|openai|anthropic|claude|gemini|gemma\d*|llama[\d.]*|mi[sx]tral|qwen[\d.]*|deepseek|smollm\d*|granite\d\S*|copilot|siri|alexa)\b/i;

/** What stands in place of a text may be so much shorter or longer: else its length alone would tell a judge. */
const LENGTH_RATIO = { least: 0.5, most: 1.6 } as const;

/** A turn whose evidence is removed still says so many words. */
const LEAST_LEFT = 10;

type File = YamlFile<PlantedFile>;

/** What no schema can say of one planted debate. @param id the file's name */
export function checkPlanted(
  id: string,
  file: File,
  { scenarios, personas }: Pick<Content, 'scenarios' | 'personas'>,
): ContentProblem[] {
  const { scenario } = file.value;
  const problems: ContentProblem[] = [];
  if (!scenarios.has(scenario)) problems.push(file.problemAt(['scenario'], `there is no scenarios/${scenario}.yaml`));
  if (!/-[1-9]$/.test(id) || id.slice(0, -2) !== scenario) {
    problems.push(file.problemAt(['scenario'], `rename the file: expected ${scenario}-1.yaml or ${scenario}-2.yaml`));
  }
  const names = [...personas.values()].map(({ name }) => name);
  return [
    ...problems,
    ...turnProblems(file),
    ...evidenceProblems(file),
    ...falsehoodProblems(file),
    ...unsafeProblems(file),
    ...nameProblems(file, names),
  ];
}

function turnProblems(file: File): ContentProblem[] {
  const { turns } = file.value;
  const { fewest, most } = PLANTED_WORDS;
  const sides = new Map<string, string>();
  const problems = turns.flatMap(({ speaker, side, text }, index) => {
    const at = (field: string, message: string) => file.problemAt(['turns', index, field], message);
    const count = words(text);
    const before = sides.get(speaker) ?? side;
    sides.set(speaker, before);
    return [
      ...(count < fewest || count > most ? [at('text', `expected ${fewest} to ${most} words, not ${count}`)] : []),
      ...(before === side ? [] : [at('side', `${speaker} argued ${before} before`)]),
      ...(turns[index - 1]?.speaker === speaker ? [at('speaker', `${speaker} has just spoken`)] : []),
    ];
  });
  return sides.size > 1 ? problems : [...problems, file.problemAt(['turns'], 'expected two or three speakers')];
}

function evidenceProblems(file: File): ContentProblem[] {
  const { turns, evidence } = file.value;
  const sentences = evidence.flatMap((sentence, index) => {
    const problem = evidence.indexOf(sentence) < index ? 'it is in the list already' : placeProblem(sentence, turns);
    return problem === '' ? [] : [file.problemAt(['evidence', index], problem)];
  });
  const emptied = turns.flatMap(({ text }, index) => {
    const left = evidence.reduce((rest, sentence) => rest.replace(sentence, ''), text);
    if (words(left) >= LEAST_LEFT) return [];
    const message = `expected at least ${LEAST_LEFT} words that are not in the list of evidence`;
    return [file.problemAt(['turns', index, 'text'], message)];
  });
  return [...sentences, ...emptied];
}

function falsehoodProblems(file: File): ContentProblem[] {
  const { turns, falsehoods } = file.value;
  const first = (sentence: string): number => falsehoods.findIndex(({ instead }) => instead === sentence);
  return falsehoods.flatMap(({ instead, say }, index) => {
    const original = first(instead) < index ? 'it is in the list already' : placeProblem(instead, turns);
    const said = turns.some(({ text }) => text.includes(say)) ? 'a turn says so already' : lengthProblem(say, instead);
    return [
      ...(original === '' ? [] : [file.problemAt(['falsehoods', index, 'instead'], original)]),
      ...(said === '' ? [] : [file.problemAt(['falsehoods', index, 'say'], said)]),
    ];
  });
}

function unsafeProblems(file: File): ContentProblem[] {
  const { answer, unsafe } = file.value;
  const problems = (['mild', 'strong'] as const).flatMap((strength) => {
    const problem = lengthProblem(unsafe[strength], answer.recommendation);
    return problem === '' ? [] : [file.problemAt(['unsafe', strength], problem)];
  });
  if (new Set([answer.recommendation, unsafe.mild, unsafe.strong]).size === 3) return problems;
  const message = 'expected three different recommendations: the safe, the mild and the strong one';
  return [...problems, file.problemAt(['unsafe'], message)];
}

/** Judges must not know who wrote a debate, and planted ones are read as all others are. */
function nameProblems(file: File, personas: readonly string[]): ContentProblem[] {
  const { turns, answer, falsehoods, unsafe } = file.value;
  const texts: readonly { readonly keys: readonly (string | number)[]; readonly text: string }[] = [
    ...turns.map(({ text }, index) => ({ keys: ['turns', index, 'text'], text })),
    ...Object.entries(answer).map(([part, text]) => ({ keys: ['answer', part], text })),
    ...falsehoods.map(({ say }, index) => ({ keys: ['falsehoods', index, 'say'], text: say })),
    ...Object.entries(unsafe).map(([strength, text]) => ({ keys: ['unsafe', strength], text })),
  ];
  const parts = personas.flatMap((name) => [name, ...partsOfName(name)]);
  return texts.flatMap(({ keys, text }) => {
    const model = MODEL_NAMES.exec(text)?.[0];
    const persona = parts.find((part) => wholeName(part).test(text));
    return [
      ...(model === undefined ? [] : [file.problemAt(keys, `no model may be named, as ${model} is`)]),
      ...(persona === undefined ? [] : [file.problemAt(keys, `no persona may be named, as ${persona} is`)]),
    ];
  });
}

/** Empty where the sentence stands once in the turns, as a whole sentence among others. */
function placeProblem(sentence: string, turns: PlantedFile['turns']): string {
  const places = turns.flatMap(({ text }) =>
    [...text.matchAll(new RegExp(literally(sentence), 'g'))].map(({ index }) => ({ text, index })),
  );
  const [place] = places;
  if (place === undefined || places.length > 1) {
    return `expected a sentence that stands word for word in exactly one turn, once; this one stands ${places.length} times`;
  }
  if (!beginsSentence(place.text, place.index)) return 'expected a whole sentence: this begins in the middle of one';
  return place.text === sentence ? 'expected one sentence of a turn, not all of it' : '';
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

function words(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
