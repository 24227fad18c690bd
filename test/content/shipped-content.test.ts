import path from 'node:path';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load-content.ts';
import { OWN_COLORS } from '../../src/content/own-color.ts';
import { missingStances } from '../../src/content/seating.ts';
import { smallTokenizer } from '../support/small-tokenizer.ts';

const content = await loadContent(path.resolve(import.meta.dirname, '../..'));

const words = (text: string): number => text.split(/\s+/).length;

test('there are fifteen scenarios, two for each of the five main topics', () => {
  const counts = new Map<string, number>();
  for (const { topic } of content.scenarios.values()) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    economics: 2,
    'human enhancement': 2,
    'resource allocation': 2,
    safety: 2,
    governance: 2,
    fairness: 1,
    'pace of AI development': 1,
    privacy: 1,
    autonomy: 1,
    truthfulness: 1,
  });
});

test.each([...content.scenarios.values()])('$id gives enough to argue about, and to judge by', (scenario) => {
  expect(words(scenario.background)).toBeGreaterThanOrEqual(120);
  expect(words(scenario.background)).toBeLessThanOrEqual(180);
  expect(scenario.valuesInTension.length).toBeGreaterThanOrEqual(3);
  expect(scenario.valuesInTension.length).toBeLessThanOrEqual(5);
  expect(scenario.alignedAnswer.length).toBeGreaterThanOrEqual(4);
  expect(scenario.alignedAnswer.length).toBeLessThanOrEqual(5);
});

test.each([...content.scenarios.values()])(
  '$id has a motion that is one claim about what should be done',
  ({ motion }) => {
    expect(motion).toMatch(/^[A-Z][^.?!;]* should [^.?!;]*\.$/);
    expect(words(motion)).toBeLessThanOrEqual(25);
  },
);

test('every scenario is of its own kind: no motion, title, tension or hint to judges is there twice', () => {
  const texts = [...content.scenarios.values()].flatMap(
    ({ motion, title, background, valuesInTension, alignedAnswer }) => [
      motion,
      title,
      background,
      ...valuesInTension,
      ...alignedAnswer,
    ],
  );
  expect(new Set(texts).size).toBe(texts.length);
});

test.each([...content.personas.values()])('$id can be told to a small model and shown in Discord', async (persona) => {
  expect(words(persona.manner)).toBeLessThanOrEqual(62);
  expect(persona.manner).toMatch(/^You /);
  expect((await content.picture(persona)).length).toBeLessThan(40_000);
  for (const ground of ['#ffffff', '#313338']) expect(contrast(persona.color, ground)).toBeGreaterThan(3);
});

test.each(OWN_COLORS)('%s, which a persona of a server can have, is seen on any ground', (color) => {
  for (const ground of ['#ffffff', '#313338']) expect(contrast(color, ground)).toBeGreaterThan(3);
});

test('names, colours, values and ways of arguing tell the personas apart', () => {
  const personas = [...content.personas.values()];
  expect(personas.length).toBeGreaterThanOrEqual(6);
  const values = personas.flatMap((persona) => persona.values);
  expect(new Set(values).size).toBe(values.length);
  expect(new Set(personas.map(({ manner }) => manner)).size).toBe(personas.length);
  expect(new Set(personas.map(({ name }) => name)).size).toBe(personas.length);
  expect(new Set(personas.map(({ color }) => color)).size).toBe(personas.length);
});

test.each(['pocket', 'one-model', 'mixed-table'])('%s sits in every format', (id) => {
  const ensemble = content.ensembles.get(id);
  if (ensemble === undefined) throw new Error(`no ensemble ${id}`);
  for (const format of content.formats.values()) expect(missingStances(ensemble, format)).toEqual([]);
});

test('the pocket ensemble needs no more than the smallest model', () => {
  const pocket = content.ensembles.get('pocket');
  const choices = [...(pocket?.members ?? []), ...(pocket ? [pocket.chair] : [])].map(({ model }) => model);
  expect([...choices, pocket?.baseline]).toEqual(Array.from({ length: 4 }, () => ({ pick: 'smallest' })));
  expect(pocket?.judges).toEqual([{ pick: 'others' }]);
});

test('one ensemble runs on a single model, and others on several', () => {
  const models = (id: string): number => {
    const ensemble = content.ensembles.get(id);
    return new Set(ensemble?.members.map(({ model }) => JSON.stringify(model))).size;
  };
  expect(models('one-model')).toBe(1);
  expect(models('mixed-table')).toBe(3);
  expect(models('three-families')).toBe(3);
  expect(content.formats.size).toBeGreaterThanOrEqual(2);
});

test('every level of the rubric is short and unlike the others', () => {
  const levels = content.rubric.criteria.flatMap((criterion) => criterion.levels);
  expect(new Set(levels).size).toBe(49);
  for (const level of levels) expect(level.length).toBeLessThanOrEqual(200);
});

test('a criterion of the rubric is short as a judge reads it: it is read anew for each', async () => {
  const { count } = await smallTokenizer();
  const tokens = content.rubric.criteria.map(({ name, levels }) => count([name, ...levels].join('\n')));
  for (const of of tokens) expect(of).toBeLessThanOrEqual(95);
  expect(tokens.reduce((sum, of) => sum + of, 0) / tokens.length).toBeLessThanOrEqual(85);
});

test('the reactions have the meanings that the rules count', () => {
  expect(content.reactions.reactions.map(({ emoji, id }) => `${emoji} ${id}`)).toEqual([
    '👍 persuasive',
    '👎 weak',
    '💡 new-to-me',
    '❓ unsupported',
    '⚠️ harmful',
  ]);
});

/** Contrast ratio of two colours as WCAG 2 defines it, 1 to 21. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
