import { expect, it } from 'vitest';
import { makeStudy } from './made-study.ts';

it('a made study is the same for the same seed, and has all that goes wrong in a real one', () => {
  const study = makeStudy();
  expect(makeStudy()).toEqual(study);
  expect(study.debates).toHaveLength(150);
  expect(study.debates.some(({ status }) => status === 'incomplete')).toBe(true);
  expect(study.debates.some(({ answer }) => answer === null)).toBe(true);
  expect(study.debates.flatMap(({ attempts }) => attempts).some(({ rejected }) => rejected !== null)).toBe(true);
  expect(study.scores.some(({ judgement }) => judgement.score.status === 'unscored')).toBe(true);
  expect(study.pairs.some(({ judgement: { outcome } }) => outcome.status === 'compared' && outcome.flipped)).toBe(true);
  expect(makeStudy({ done: 0.1 }).debates.length).toBeLessThan(16);
});
