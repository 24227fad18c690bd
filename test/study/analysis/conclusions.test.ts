import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/statistics/estimate.ts';
import {
  agreementConclusion,
  lastSpeakerConclusions,
  validityConclusion,
} from '../../../src/study/analysis/other-conclusions.ts';
import { makeStudy } from '../made-study.ts';
import { findingsIn, found } from './findings-of.ts';

const findings = await findingsIn(makeStudy({ scenarios: 8, ensembles: 2, difference: 0.6, gaps: 0, incomplete: 0 }));
const wordsOn = (about: string): string => found(findings.conclusions, (one) => one.about === about).words;

describe('the conclusions of a study', () => {
  it('begin with the headline, and have a sentence on all that was asked', () => {
    expect(findings.conclusions.map(({ about }) => about)).toEqual([
      'headline',
      'debate criteria',
      'answer overall',
      'answer criteria',
      'preferences',
      'tokens',
      'length',
      'last speaker',
      'last speaker',
      'validity',
      'validity',
      'sensitivity',
      'agreement',
    ]);
    expect(findings.conclusions[0]?.words).toBe(findings.headline.difference.conclusion.words);
  });

  it('name each criterion once, under what is shown of it', () => {
    const words = wordsOn('debate criteria');
    expect(words).toMatch(
      /^Of the 7 criteria, read of the debate with Holm’s correction, the ensemble against the single model: /,
    );
    for (const name of [
      'argument quality',
      'depth of reasoning',
      'truthfulness',
      'human enhancement',
      'focus on alignment',
      'safety',
      'coherence',
    ])
      expect(words.split(name)).toHaveLength(2);
  });

  it('say of an arm how much of what was asked became turns and whole debates', () => {
    const [funnel] = findings.funnel;
    if (funnel === undefined) throw new Error('the ensemble has a funnel');
    const { asked, validAtFirst } = funnel.turns;
    expect(asked).toBe(80);
    expect(validityConclusion(funnel).words).toBe(
      `Debates of the ensemble: of 80 turns asked for, 80 (100%) are valid, ${validAtFirst} (${Math.round((100 * validAtFirst) / 80)}%) at the first attempt; of 16 debates, 16 are whole and 16 have all scores.`,
    );
  });

  it.each<[string, Estimate, string]>([
    [
      'below the limit',
      { status: 'estimated', value: 0.5, low: 0.4, high: 0.66, n: 12 },
      'The judges agree too little',
    ],
    ['around it', { status: 'estimated', value: 0.7, low: 0.6, high: 0.8, n: 12 }, 'is open'],
    ['above it', { status: 'estimated', value: 0.8, low: 0.67, high: 0.9, n: 12 }, 'The judges agree well enough'],
    ['missing', { status: 'no-interval', value: 0.8, reason: 'fewer than 10 units', n: 4 }, 'cannot be told'],
    ['of one judge', { status: 'undefined', reason: 'one judge alone', n: 0 }, 'is not known: one judge alone.'],
  ])('on agreement go by its interval: %s', (_, agreement, words) => {
    expect(agreementConclusion({ judging: { ...findings.judging, agreement } }).words).toContain(words);
  });

  it.each<[string, number, number, string]>([
    [
      'above chance',
      0.55,
      0.8,
      'more often than by chance (60% of debates, 95% interval 55% to 80%; 50% would be chance)',
    ],
    ['around chance', 0.45, 0.7, 'about as often as by chance'],
    ['below chance', 0.2, 0.45, 'less often than by chance'],
  ])('on who spoke last go by the interval: %s', (_, low, high, words) => {
    const [arm] = findings.contributions.arms;
    if (arm === undefined) throw new Error('contributions are judged');
    const share: Estimate = { status: 'estimated', value: 0.6, low, high, n: 8 };
    const arms = [{ ...arm, lastSpeaker: { ...arm.lastSpeaker, share } }];
    expect(lastSpeakerConclusions({ contributions: { arms, missing: '' } })[0]?.words).toContain(words);
  });
});
