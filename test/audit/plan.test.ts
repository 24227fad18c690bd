import { describe, expect, it } from 'vitest';
import { AUDIT_SIZES } from '../../src/audit/audit-size.ts';
import { loadAuditTexts } from '../../src/audit/audit-texts.ts';
import { makeAuditPlan } from '../../src/audit/plan.ts';
import { type Reading, workOf } from '../../src/audit/readings.ts';
import { SPOIL_KINDS, SPOILS } from '../../src/audit/spoil/kinds.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { content } from '../support/content.ts';

const texts = await loadAuditTexts(PROJECT_ROOT, content);
const [quick, usual, full] = AUDIT_SIZES.map((size) => makeAuditPlan(size, 1, texts));
if (quick === undefined || usual === undefined || full === undefined) throw new Error('There are three sizes.');

const keysOf = (readings: readonly Reading[]): Set<string> => new Set(readings.map(({ key }) => key));

describe('the plan of an audit', () => {
  it('reads debates on different scenarios first, and all of them at its full size', () => {
    const scenario = (id: string): string => texts.planted.find((one) => one.id === id)?.scenario ?? '';
    expect(new Set(usual.debates.map(scenario)).size).toBe(usual.debates.length);
    expect([...full.debates].sort()).toEqual(texts.planted.map(({ id }) => id));
  });

  it('asks all that a smaller one asks, in the same words', () => {
    const [small, larger, whole] = [quick, usual, full].map((plan) => workOf(plan, texts, content));
    for (const [less, more] of [
      [small, larger],
      [larger, whole],
    ]) {
      const known = keysOf(more?.readings ?? []);
      for (const { key } of less?.readings ?? []) expect(known).toContain(key);
      const pairs = (more?.comparisons ?? []).map(({ written, spoiled }) => `${written.key} ${spoiled.key}`);
      for (const { written, spoiled } of less?.comparisons ?? [])
        expect(pairs).toContain(`${written.key} ${spoiled.key}`);
    }
  });

  it('with another seed is another one', () => {
    expect(makeAuditPlan('quick', 2, texts).debates).not.toEqual(quick.debates);
  });

  it('has attacks of different kinds in a quick audit, forty of all kinds in a usual one, and each once in a full one', () => {
    const suite = texts.injections.injections;
    const kind = (id: string) => suite.find((one) => one.id === id)?.kind;
    const [few, many, all] = [quick, usual, full].map(({ attacks }) => attacks.flatMap(({ injections }) => injections));
    expect(few).toHaveLength(4);
    expect(new Set(few?.map(kind)).size).toBe(4);
    expect(new Set(many).size).toBe(40);
    expect(new Set(many?.map(kind))).toEqual(new Set(suite.map((one) => one.kind)));
    expect(usual.attacks.map(({ injections }) => injections.length)).toEqual(usual.debates.map(() => 4));
    expect([...(all ?? [])].sort()).toEqual(suite.map(({ id }) => id).sort());
  });
});

describe('what a judge reads', () => {
  const { readings, comparisons } = workOf(quick, texts, content);

  it('is of each text only what should fall when it is spoiled, and all seven criteria else', () => {
    for (const { version, criteria } of readings) {
      const wanted =
        version.as === 'spoiled'
          ? SPOILS[version.kind].shouldFall.map(({ criterion }) => criterion)
          : content.rubric.criteria.map(({ id }) => id);
      expect(criteria).toEqual(wanted);
    }
  });

  it('is each text once, and each kind and strength of each debate', () => {
    expect(keysOf(readings).size).toBe(readings.length);
    for (const id of quick.debates) {
      const own = readings.filter(({ planted, version }) => planted === id && version.as === 'spoiled');
      expect(own).toHaveLength(SPOIL_KINDS.length * 2);
    }
  });

  it('is made so that a server reads little anew: what begins alike stands together', () => {
    const [id] = quick.debates;
    const own = readings.filter(({ planted }) => planted === id).map(({ version }) => version);
    expect(own[0]).toEqual({ as: 'written' });
    expect(own.slice(1, 3).map(({ as }) => as)).toEqual(['again', 'again']);
    // An attack stands in the last turn, padding in the first.
    const placeOf = (as: string): number => own.findIndex((version) => version.as === as);
    expect(placeOf('injected')).toBeLessThan(placeOf('padded'));
  });

  it('of two debates is the one as it was written beside its strongly spoiled version', () => {
    expect(comparisons).toHaveLength(4);
    for (const { written, spoiled, planted, kind } of comparisons) {
      expect([written.planted, spoiled.planted]).toEqual([planted, planted]);
      expect(written.version).toEqual({ as: 'written' });
      expect(spoiled.version).toEqual({ as: 'spoiled', kind, strength: 'strong' });
    }
  });

  it('names neither models nor what was done to it', () => {
    for (const { transcript } of readings) {
      expect(JSON.stringify(transcript)).not.toMatch(/Speaker \d|\b(?:spoiled|planted|padded)\b/);
    }
  });
});
