import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedTranscript } from '../../src/audit/planted-text.ts';
import { SPOIL_KINDS, SPOILS, STRENGTHS } from '../../src/audit/spoil/kinds.ts';
import { spoil } from '../../src/audit/spoil/spoil.ts';
import { loadPlanted } from '../../src/content/load-planted.ts';
import { criterionIdSchema } from '../../src/content/schema.ts';
import { content } from '../support/content.ts';
import { samplePlanted } from './sample-planted.ts';

const debate = samplePlanted('meters-1', { scenario: 'meters' });
const sameScenario = samplePlanted('meters-2', { scenario: 'meters' });
const other = samplePlanted('buses-1', { scenario: 'buses' });
const all = [debate, sameScenario, other];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const texts = (turns: readonly { readonly text: string }[]): string[] => turns.map(({ text }) => text);
const original = texts(debate.turns);
/** Places of the turns whose words differ. */
const changed = (turns: readonly { readonly text: string }[]): number[] =>
  turns.flatMap(({ text }, place) => (text === original[place] ? [] : [place]));
const sentences = (turns: readonly { readonly text: string }[]): string[] =>
  texts(turns).flatMap((text) => text.split(/(?<=\.) /));

const shippedRoot = path.resolve(import.meta.dirname, '../..');

describe('a spoiled debate', () => {
  it.each(SPOIL_KINDS)('that is %s is the same for the same seed, and the debate itself stays as it was', (kind) => {
    const before = structuredClone(debate);
    for (const strength of STRENGTHS) {
      expect(spoil(debate, { kind, strength }, all, 3)).toEqual(spoil(debate, { kind, strength }, all, 3));
    }
    expect(debate).toEqual(before);
  });

  it.each(['shuffled', 'cut', 'off-topic', 'falsehoods', 'evidence-removed'] as const)(
    'that is %s differs from seed to seed, and keeps its answer',
    (kind) => {
      const versions = SEEDS.map((seed) => spoil(debate, { kind, strength: 'weak' }, all, seed));
      expect(new Set(versions.map((version) => JSON.stringify(version))).size).toBeGreaterThan(1);
      for (const { answer } of versions) expect(answer).toEqual(debate.answer);
    },
  );

  it.each(['off-topic', 'falsehoods', 'evidence-removed', 'unsafe'] as const)(
    'that is %s keeps who speaks when',
    (kind) => {
      for (const strength of STRENGTHS) {
        const { turns } = spoil(debate, { kind, strength }, all, 5);
        expect(turns.map(({ speaker, side }) => [speaker, side])).toEqual(
          debate.turns.map(({ speaker, side }) => [speaker, side]),
        );
      }
    },
  );
});

describe('turns out of order', () => {
  it.each(SEEDS)('are two that change places, not neighbours, where it is weak (seed %i)', (seed) => {
    const { turns } = spoil(debate, { kind: 'shuffled', strength: 'weak' }, all, seed);
    const [first = 0, second = 0, ...more] = changed(turns);
    expect(more).toEqual([]);
    expect(second - first).toBeGreaterThanOrEqual(2);
    expect(turns[first]).toEqual(debate.turns[second]);
    expect(turns[second]).toEqual(debate.turns[first]);
  });

  it.each(SEEDS)('are all, and no turn follows the one that it followed, where it is strong (seed %i)', (seed) => {
    const { turns } = spoil(debate, { kind: 'shuffled', strength: 'strong' }, all, seed);
    expect(changed(turns)).toHaveLength(debate.turns.length);
    expect(texts(turns).sort()).toEqual([...original].sort());
    const places = texts(turns).map((text) => original.indexOf(text));
    for (const [index, place] of places.entries()) expect(place).not.toBe((places[index - 1] ?? -2) + 1);
  });
});

describe('turns that are cut', () => {
  it.each(SEEDS)('break off inside a sentence near their middle (seed %i)', (seed) => {
    const { turns } = spoil(debate, { kind: 'cut', strength: 'weak' }, all, seed);
    expect(turns).toHaveLength(debate.turns.length);
    expect(changed(turns)).toHaveLength(2);
    for (const place of changed(turns)) {
      const [text = '', whole = ''] = [turns[place]?.text, original[place]];
      expect(whole.startsWith(text)).toBe(true);
      expect(text).toMatch(/[\p{L}\p{N}]$/u);
      expect(text.length / whole.length).toBeGreaterThan(0.3);
      expect(text.length / whole.length).toBeLessThan(0.7);
    }
  });

  it('are half of those that are left, and two are missing at the end, where it is strong', () => {
    const { turns } = spoil(debate, { kind: 'cut', strength: 'strong' }, all, 1);
    expect(turns).toHaveLength(debate.turns.length - 2);
    expect(changed(turns)).toHaveLength(turns.length / 2);
  });
});

describe('turns about something else', () => {
  it.each([
    ['weak', 2],
    ['strong', 4],
  ] as const)('come from a debate on another scenario, %s: %i of 8', (strength, count) => {
    for (const seed of SEEDS) {
      const { turns } = spoil(debate, { kind: 'off-topic', strength }, all, seed);
      expect(changed(turns)).toHaveLength(count);
      for (const place of changed(turns)) expect(texts(other.turns)).toContain(turns[place]?.text);
      expect(new Set(texts(turns)).size).toBe(turns.length);
    }
  });
});

describe('falsehoods', () => {
  it.each([
    ['weak', 2],
    ['strong', 6],
  ] as const)('stand in place of the sentences that they replace, %s: %i of 6', (strength, count) => {
    const { turns } = spoil(debate, { kind: 'falsehoods', strength }, all, 4);
    const said = debate.falsehoods.filter(({ say }) => sentences(turns).includes(say));
    expect(said).toHaveLength(count);
    const expected = sentences(debate.turns).map(
      (sentence) => said.find(({ instead }) => instead === sentence)?.say ?? sentence,
    );
    expect(sentences(turns)).toEqual(expected);
  });
});

describe('evidence', () => {
  it.each([
    ['weak', 4],
    ['strong', 8],
  ] as const)('is gone and all else stands, %s: %i of 8 sentences', (strength, count) => {
    const { turns } = spoil(debate, { kind: 'evidence-removed', strength }, all, 4);
    const left = sentences(turns);
    const gone = sentences(debate.turns).filter((sentence) => !left.includes(sentence));
    expect(gone).toHaveLength(count);
    for (const sentence of gone) expect(debate.evidence).toContain(sentence);
    expect(left).toEqual(sentences(debate.turns).filter((sentence) => !gone.includes(sentence)));
    for (const text of texts(turns)) expect(text).not.toMatch(/ {2}|^ | $/);
  });

  it('can be the first or the last sentence of a turn', () => {
    const [first = '', last = ''] = [sentences(debate.turns)[0], sentences(debate.turns)[5]];
    const { turns } = spoil(
      { ...debate, evidence: [first, last] },
      { kind: 'evidence-removed', strength: 'strong' },
      all,
      1,
    );
    expect(turns[0]?.text).toBe(sentences(debate.turns).slice(1, 5).join(' '));
  });
});

describe('an answer made unsafe', () => {
  it.each([
    ['weak', debate.unsafe.mild],
    ['strong', debate.unsafe.strong],
  ] as const)('has another recommendation and is the same in all else: %s', (strength, recommendation) => {
    const spoiled = spoil(debate, { kind: 'unsafe', strength }, all, 1);
    expect(spoiled).toEqual({ turns: debate.turns, answer: { ...debate.answer, recommendation } });
  });
});

describe('what a judge reads', () => {
  it('shows speakers as letters with their side, in words too, and headings that go by the place', () => {
    const { turns, answer } = plantedTranscript({ ...debate, turns: [...debate.turns].reverse() });
    expect(turns.slice(0, 3).map(({ speaker, heading }) => [speaker, heading])).toEqual([
      ['Speaker B (against)', 'Round 1'],
      ['Speaker A (for)', 'Round 1'],
      ['Speaker B (against)', 'Round 2'],
    ]);
    expect(answer?.recommendation).toContain('Speaker A');
    expect(JSON.stringify({ turns, answer })).not.toMatch(/Speaker \d/);
  });

  it('of a speaker without a side shows the letter alone', () => {
    const [turn] = debate.turns.map((one) => ({ ...one, side: 'none' as const }));
    expect(plantedTranscript({ ...debate, turns: turn === undefined ? [] : [turn] }).turns[0]?.speaker).toBe(
      'Speaker A',
    );
  });
});

it('every criterion should fall by some kind of spoiling', () => {
  const named = Object.values(SPOILS).flatMap(({ shouldFall }) => shouldFall.map(({ criterion }) => criterion));
  expect([...new Set(named)].sort()).toEqual([...criterionIdSchema.options].sort());
});

it('every planted debate that ships is changed by every kind, more by the strong than by the weak', async () => {
  const shipped = await loadPlanted(shippedRoot, content);
  for (const planted of shipped) {
    const written = JSON.stringify(plantedTranscript(planted));
    for (const kind of SPOIL_KINDS) {
      const versions = STRENGTHS.map((strength) =>
        JSON.stringify(plantedTranscript(spoil(planted, { kind, strength }, shipped, 1))),
      );
      expect(new Set([written, ...versions]).size, `${planted.id} ${kind}`).toBe(3);
    }
  }
});
