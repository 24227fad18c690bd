import { describe, expect, it } from 'vitest';
import { hasValues, signalsOf } from '../../src/results/signals.ts';
import { drawSignals } from '../../src/results/signals-chart.ts';
import { describeSignals } from '../../src/results/signals-words.ts';
import { resultOf } from '../../src/trial/result.ts';
import { goodScript } from '../support/speech.ts';
import { COMMUNITY, type EndedOptions, endedTrial } from './ended-trial.ts';

/** What Discord takes in place of a picture. */
const MOST = 1024;

async function signals(options: EndedOptions = {}) {
  const result = resultOf(await endedTrial(options));
  return (result && signalsOf(result)) ?? expect.fail();
}

describe('community and judge on each criterion', () => {
  it('stand under the letters of the answers, programs apart and called scripted', async () => {
    const both = await signals({ events: COMMUNITY });
    expect(both.answers.map(({ name }) => name.slice(0, 3))).toEqual(['A: ', 'B: ']);
    expect(both.answers.map(({ name }) => name.slice(3)).toSorted()).toEqual(['the ensemble', 'the single model']);
    const [quality] = both.answers[0]?.criteria ?? [];
    expect(quality).toMatchObject({
      name: 'Argument quality',
      people: { status: 'estimated', value: 4.7, n: 10 },
      scripted: { status: 'no-interval', value: 4, n: 3 },
      judge: { value: expect.closeTo(4.8) },
    });
    const words = describeSignals(both, 10_000);
    expect(words).toMatch(/Argument quality: people 4\.7 \(3\.6 to 5\.8\), scripted 4\.0, judge 4\.8 ± 0\.6;/);
    expect(words).toMatch(/Safety: people not enough ratings \(2 of 3\), scripted 4\.0, judge 4\.8 ± 0\.6;/);
    expect(hasValues(both)).toBe(true);
    expect(drawSignals(both).join()).toContain('scripted voters: programs, drawn at random');
  });

  it('are words where there is no value: never a zero', async () => {
    const unscored = await signals({
      judged: ['debate', 'answer'],
      script: { ...goodScript, choose: () => new Map([['I', 1]]) },
    });
    const words = describeSignals(unscored, 10_000);
    expect(words).toContain('People: not enough ratings on any criterion. Judge: unscored on every criterion.');
    expect(hasValues(unscored)).toBe(false);
    expect(words).not.toMatch(/\b0\.0\b|scripted/);
    const drawn = drawSignals(unscored).join();
    expect(drawn).toContain('>unscored<');
    expect(drawn).toContain('>not enough ratings<');
    expect(drawn).not.toContain('scripted');
  });

  it('are said as far as there is room, and that some is left out', async () => {
    const both = await signals({ events: COMMUNITY });
    const [first] = both.answers;
    const three = {
      ...both,
      answers: [...both.answers, { criteria: first?.criteria ?? [], name: 'C: the chosen draft' }],
    };
    const words = describeSignals(three, MOST);
    expect(words.length).toBeLessThanOrEqual(MOST);
    expect(words).toContain('C: ');
    expect(words.match(/Coherence: 4\.7, 4\.8\./g)).toHaveLength(3);
    expect(words).toContain('the rest is on the page that /results gives');
    expect(describeSignals(three, 100)).toHaveLength(100);
  });

  it('are of debates where the judge read no answers, and none where no ballot was closed', async () => {
    const ofDebates = await signals({ judged: ['debate'] });
    expect(ofDebates.judgeRead).toBe('debates');
    expect(ofDebates.answers[0]?.criteria[0]?.judge.value).toBeCloseTo(4.8);
    const result = resultOf(await endedTrial()) ?? expect.fail();
    expect(signalsOf({ ...result, community: null })).toBeUndefined();
  });
});
