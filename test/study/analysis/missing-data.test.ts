import { describe, expect, it } from 'vitest';
import { studyFindingsSchema } from '../../../src/study/analysis/findings.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';
import { findingsIn } from './findings-of.ts';

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(numbersIn);
}

const nothing = (data: StudyData): StudyData => ({ ...data, debates: [], scores: [], pairs: [] });
const small: Partial<MadeOptions> = { scenarios: 7, ensembles: 2 };

describe('findings', () => {
  it.each<[string, StudyData]>([
    ['a whole study', makeStudy()],
    [
      'three arms, two formats and repetitions',
      makeStudy({ ...small, arms: ['ensemble', 'baseline', 'self-consistency'], formats: 2, repetitions: 2 }),
    ],
    ['one judge', makeStudy({ ...small, judges: 1 })],
    ['one model in all seats', makeStudy({ ...small, oneModel: true })],
    ['no score at all', makeStudy({ ...small, unscored: true })],
    ['a study of which a tenth has run', makeStudy({ ...small, done: 0.1 })],
    ['a study of which one debate has run', makeStudy({ ...small, done: 0.01 })],
    ['a study that has not begun', nothing(makeStudy(small))],
    ['debates that are not judged yet', { ...makeStudy(small), scores: [], pairs: [] }],
    ['scores of debates alone', makeStudy({ ...small, judged: ['debate'] })],
    ['two scenarios', makeStudy({ scenarios: 2 })],
    ['one ensemble on one scenario', makeStudy({ scenarios: 1, ensembles: 1 })],
    ['debates that nearly all lack turns', makeStudy({ ...small, incomplete: 1 })],
    ['arms without a baseline', makeStudy({ ...small, arms: ['ensemble', 'self-consistency'] })],
  ])('of %s are plain data without a number that is none', async (_, data) => {
    const findings = await findingsIn(data);
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
    expect(studyFindingsSchema.parse(findings)).toEqual(findings);
    for (const number of numbersIn(findings)) expect(Number.isFinite(number)).toBe(true);
    expect(JSON.stringify(findings)).not.toMatch(/undefined\b(?!")|NaN|\[object|Infinity/);
  });

  it('of nothing give reasons, and say first that the study is not finished', async () => {
    const findings = await findingsIn(nothing(makeStudy(small)));
    expect(findings.caveats[0]).toMatchObject({ id: 'partial', weight: 'grave' });
    expect(findings.caveats[0]?.words).toContain('0 of 28 debates have been run. ');
    expect(findings.conclusions).toContainEqual({
      about: 'sensitivity',
      words: 'The headline has no verdict whose sensitivity could be checked.',
    });
    expect(findings.headline.difference.difference).toEqual({ status: 'undefined', reason: expect.any(String), n: 0 });
    expect(findings.headline.difference.conclusion.verdict).toBe('too-little-data');
    expect(findings.counts.missing[0]).toBe('28 of 28 planned debates have not been run.');
    expect(findings.preferences).toEqual({ rows: [], missing: 'No two answers have been compared yet.' });
    expect(findings.strengths).toEqual({ groups: [], missing: 'No two answers have been compared.' });
  });

  it('of debates without any score have no mean, and say so first', async () => {
    const findings = await findingsIn(makeStudy({ ...small, unscored: true }));
    expect(findings.counts.arms.map(({ run, scored }) => [run, scored])).toEqual([
      [14, 0],
      [14, 0],
    ]);
    expect(findings.headline.difference).toMatchObject({ pairs: 0, difference: { status: 'undefined' } });
    expect(findings.caveats).toContainEqual(expect.objectContaining({ id: 'unscored', weight: 'grave' }));
    expect(findings.judging.judges[0]?.unscored).toMatchObject({ share: { value: 1 } });
  });

  it('of what was never asked for say that it was not', async () => {
    const findings = await findingsIn(makeStudy({ ...small, judged: ['debate'] }));
    expect(findings.scores.map(({ of }) => of)).toEqual(['debate']);
    expect(findings.contributions.missing).toContain('The plan does not have each speaker’s contribution scored');
    expect(findings.preferences.missing).toBe('The plan does not have answers compared in pairs.');
    expect(findings.counts.comparisons).toEqual({ due: 0, given: 0, unscored: 0 });
  });

  it('set every other arm against the ensemble', async () => {
    const findings = await findingsIn(makeStudy({ ...small, arms: ['self-consistency', 'baseline', 'ensemble'] }));
    expect(findings.scores.map(({ arms, of }) => `${arms.one} ${arms.other} ${of}`)).toEqual([
      'ensemble baseline debate',
      'ensemble baseline answer',
      'ensemble self-consistency debate',
      'ensemble self-consistency answer',
    ]);
    expect(findings.headline.difference.arms).toEqual({ one: 'ensemble', other: 'baseline' });
    expect(findings.contributions.arms.map(({ arm }) => arm)).toEqual(['ensemble', 'baseline']);
  });
});
