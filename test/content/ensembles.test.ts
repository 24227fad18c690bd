import { expect, test } from 'vitest';
import { familyOf } from '../../src/content/family.ts';
import type { Ensemble, JudgeChoice } from '../../src/content/schema.ts';
import { withWorkingMemory } from '../../src/trial/working-memory.ts';
import { content, entry } from '../support/content.ts';

const named = (choices: readonly JudgeChoice[]): string[] => [
  ...new Set(choices.flatMap((choice) => ('name' in choice ? [choice.name] : []))),
];
const debating = ({ members, chair, baseline }: Ensemble): string[] =>
  named([...members.map(({ model }) => model), chair.model, baseline]);
const judging = ({ judges }: Ensemble): string[] => named(judges);
const family = (tag: string): string => familyOf(tag, entry(content.models, tag).architecture ?? '', content.families);
const gigabytes = (tags: readonly string[]): number =>
  withWorkingMemory(tags.reduce((sum, tag) => sum + (entry(content.models, tag).gigabytes ?? Number.NaN), 0));

const all = [...content.ensembles.values()];
const hardware = all.filter(({ memoryGigabytes }) => memoryGigabytes !== undefined);

const PAPER = {
  lightweight: ['deepseek-r1:7b', 'mistral:7b', 'phi3:3.8b'],
  balanced: ['deepseek-r1:14b', 'deepseek-r1:8b', 'deepseek-r1:7b'],
  heavyweight: ['deepseek-r1:32b', 'deepseek-r1:14b', 'deepseek-r1:8b'],
  'creative-mix': ['gpt-oss:20b', 'deepseek-r1:14b', 'deepseek-r1:8b'],
  'reasoning-focused': ['deepseek-r1:32b', 'deepseek-r1:14b', 'deepseek-r1:8b'],
} as const;

test.each(Object.entries(PAPER))('%s has the proponent, the opponent and the chair of the paper', (id, roster) => {
  const { members, chair, baseline } = entry(content.ensembles, id);
  const [proponent, opponent, last] = roster;
  expect(members.map(({ model, stance }) => [model, stance])).toEqual([
    [{ name: proponent }, 'for'],
    [{ name: opponent }, 'against'],
  ]);
  expect(chair.model).toEqual({ name: last });
  expect(baseline).toEqual({ name: proponent });
});

test('reasoning-focused differs from heavyweight by what its name says, and says so', () => {
  const { id, name, description, thinkingTokens, instruction, ...rest } = entry(content.ensembles, 'reasoning-focused');
  const heavyweight = entry(content.ensembles, 'heavyweight');
  expect({ ...heavyweight, ...rest }).toEqual({ ...heavyweight });
  expect(thinkingTokens).toBe(2 * heavyweight.thinkingTokens);
  expect([instruction, heavyweight.instruction]).toEqual(['instruction-evidence', undefined]);
  expect(description).toMatch(/twice as long to think.*both arms.*evidence/);
});

test('the four sizes of common hardware have an ensemble each', () => {
  expect(hardware.map(({ id, memoryGigabytes }) => [id, memoryGigabytes]).sort()).toEqual([
    ['hardware-16gb', 16],
    ['hardware-24gb', 24],
    ['hardware-48gb', 48],
    ['hardware-8gb', 8],
  ]);
});

test.each(hardware)('$id fits into its memory as its description says', (ensemble) => {
  const { memoryGigabytes = 0, description } = ensemble;
  const judges = judging(ensemble);
  expect(description).toContain(`${debating(ensemble).join(' and ')} debate, loaded together`);
  expect(gigabytes(debating(ensemble))).toBeLessThanOrEqual(memoryGigabytes);
  for (const judge of judges) expect(gigabytes([judge])).toBeLessThanOrEqual(memoryGigabytes);
  const together = gigabytes(judges) <= memoryGigabytes;
  expect(description).toContain(
    `${judges.join(' and ')} judge${together ? ', loaded together after them' : ' after them, one after the other'}`,
  );
});

test.each([...hardware, ...Object.keys(PAPER).map((id) => entry(content.ensembles, id))])(
  '$id is judged by two families at least, none of which debates',
  (ensemble) => {
    const debaters = debating(ensemble).map(family);
    const judges = judging(ensemble).map(family);
    expect(new Set(judges).size).toBeGreaterThanOrEqual(2);
    expect(judges.filter((one) => debaters.includes(one))).toEqual([]);
    expect([...debaters, ...judges]).not.toContain('unknown');
  },
);

test('every model that an ensemble names is in the list, with its size, and the list has no other', () => {
  const tags = new Set(all.flatMap((ensemble) => [...debating(ensemble), ...judging(ensemble)]));
  expect([...content.models.keys()].sort()).toEqual([...tags].sort());
  for (const tag of tags) expect(entry(content.models, tag).gigabytes, tag).toBeGreaterThan(0);
});

test('the list says of no model that a debate was run on it', () => {
  expect([...content.models.values()].map(({ run }) => run)).toEqual(
    Array.from({ length: content.models.size }, () => 'not run here'),
  );
});
