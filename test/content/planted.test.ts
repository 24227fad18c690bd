import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { checkPlanted } from '../../src/content/check-planted.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { loadPlanted } from '../../src/content/load-planted.ts';
import { type PlantedFile, plantedSchema } from '../../src/content/planted.ts';
import { samplePlanted } from '../audit/sample-planted.ts';

const root = path.resolve(import.meta.dirname, '../..');
const content = await loadContent(root);

test('every planted debate can be used: its parts, lengths and sentences are as the audit needs them', async () => {
  expect((await loadPlanted(root, content)).length).toBeGreaterThan(0);
});

test('every scenario has two planted debates', async () => {
  const planted = await loadPlanted(root, content);
  const ids = [...content.scenarios.keys()].flatMap((id) => [`${id}-1`, `${id}-2`]);
  expect(planted.map(({ id }) => id)).toEqual(ids.sort());
});

describe('a planted debate', () => {
  const { id, ...good } = samplePlanted('ai-tutors-1', { scenario: 'ai-tutors' });
  const [first, second] = good.turns;
  if (first === undefined || second === undefined) throw new Error('The sample has turns.');
  const [sentence = '', another = ''] = first.text.split(/(?<=\.) /);

  /** What is said of the file with something changed in it, as `field: message`. */
  function problemsOf(change: Partial<PlantedFile>, name = id): string[] {
    const value = plantedSchema.parse({ ...good, ...change });
    const problemAt = (keys: readonly (string | number)[], message: string) => ({
      file: `prompts/planted/${name}.yaml`,
      line: 1,
      field: keys.join('.'),
      message,
    });
    return checkPlanted(name, { value, problemAt }, content).map(({ field, message }) => `${field}: ${message}`);
  }
  const withText = (text: string): Partial<PlantedFile> => ({
    turns: [{ ...first, text }, ...good.turns.slice(1)],
    evidence: good.evidence.slice(1).concat(good.turns.slice(1, 3).map((turn) => turn.text.split(/(?<=\.) /)[4] ?? '')),
    falsehoods: good.falsehoods.slice(1),
  });

  it('without a mistake is taken', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf(withText(first.text))).toEqual([]);
  });

  it.each<[string, Partial<PlantedFile>, RegExp]>([
    ['a scenario that is not there', { scenario: 'nowhere' }, /^scenario: there is no scenarios\/nowhere\.yaml$/],
    [
      'a turn that is too short',
      withText('Too short to be a turn.'),
      /^turns\.0\.text: expected 70 to 140 words, not 6$/,
    ],
    [
      'a speaker who changes sides',
      { turns: [{ ...first, side: 'against' }, ...good.turns.slice(1)] },
      /^turns\.2\.side: /,
    ],
    [
      'a speaker twice in a row',
      { turns: [first, { ...second, speaker: first.speaker, side: first.side }, ...good.turns.slice(2)] },
      /^turns\.1\.speaker: Speaker 1 has just spoken$/,
    ],
    [
      'evidence that stands nowhere',
      { evidence: [...good.evidence, 'Nobody has said this sentence.'] },
      /^evidence\.8: .* stands 0 times$/,
    ],
    [
      'evidence twice',
      { evidence: [...good.evidence, good.evidence[0] ?? ''] },
      /^evidence\.8: it is in the list already$/,
    ],
    [
      'evidence that begins inside a sentence',
      { evidence: [...good.evidence, another.slice(another.indexOf('because'))] },
      /^evidence\.8: .* stands 48 times$/,
    ],
    [
      'evidence that is a part of a sentence',
      { evidence: [...good.evidence, another.slice(another.indexOf('turn 0'))] },
      /^evidence\.8: expected a whole sentence/,
    ],
    [
      'a turn of which nothing would be left',
      { evidence: first.text.split(/(?<=\.) /).concat(good.evidence.slice(1)) },
      /^turns\.0\.text: expected at least 10 words that are not in the list of evidence$/,
    ],
    [
      'a falsehood that is said already',
      { falsehoods: [...good.falsehoods, { instead: sentence, say: another }] },
      /^falsehoods\.6\.say: a turn says so already$/,
    ],
    [
      'a falsehood that is shorter by more than half',
      { falsehoods: [...good.falsehoods, { instead: sentence, say: 'That is plainly so, always.' }] },
      /^falsehoods\.6\.say: expected about the length of what it replaces/,
    ],
    [
      'an unsafe answer that is the safe one',
      { unsafe: { ...good.unsafe, mild: good.answer.recommendation } },
      /^unsafe: expected three different recommendations/,
    ],
    [
      'a model by name',
      withText(`${first.text} ChatGPT says so.`),
      /^turns\.0\.text: no model may be named, as ChatGPT is$/,
    ],
    [
      'a persona by a part of its name',
      { answer: { ...good.answer, dissent: `${good.answer.dissent} Tomasz disagrees.` } },
      /^answer\.dissent: no persona may be named, as Tomasz is$/,
    ],
  ])('with %s is refused', (_, change, message) => {
    const problems = problemsOf(change);
    expect(
      problems.some((problem) => message.test(problem)),
      problems.join('\n'),
    ).toBe(true);
  });

  it('in a file of another name is refused', () => {
    expect(problemsOf({}, 'water-1')).toEqual([
      'scenario: rename the file: expected ai-tutors-1.yaml or ai-tutors-2.yaml',
    ]);
  });
});
