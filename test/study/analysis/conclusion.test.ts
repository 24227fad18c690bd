import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/statistics/estimate.ts';
import { concludeFrom } from '../../../src/study/analysis/conclusion.ts';

const arms = { one: 'ensemble', other: 'baseline' } as const;

function estimated(low: number, value: number, high: number): Estimate {
  return { status: 'estimated', low, value, high, n: 15 };
}

function conclude(difference: Estimate, more: Partial<Parameters<typeof concludeFrom>[0]> = {}) {
  return concludeFrom({ arms, what: 'the debate overall', difference, pairs: 75, scenarios: 15, ...more });
}

describe('a conclusion', () => {
  it('is that one arm is higher where the whole interval lies above 0', () => {
    expect(conclude(estimated(0.1, 0.32, 0.54))).toEqual({
      verdict: 'one-higher',
      words:
        'The ensemble scores higher than the single model on the debate overall: +0.32 points (95% interval 0.10 to 0.54; 75 pairs over 15 scenarios).',
    });
  });

  it('is that the other is higher where the whole interval lies below 0', () => {
    const { verdict, words } = conclude(estimated(-0.54, -0.32, -0.1));
    expect(verdict).toBe('other-higher');
    expect(words).toContain('The single model scores higher than the ensemble');
    expect(words).toContain('−0.32 points (95% interval −0.54 to −0.10');
  });

  it('is that no difference is shown where the interval holds 0, with what could have been shown', () => {
    expect(conclude(estimated(-0.1, 0.1, 0.3), { smallest: { status: 'value', value: 0.28, n: 15 } })).toEqual({
      verdict: 'no-difference-shown',
      words:
        'No difference shown between the ensemble and the single model on the debate overall: +0.10 points (95% interval −0.10 to 0.30; 75 pairs over 15 scenarios). A true difference of 0.28 points would be shown by 8 of 10 such studies; a smaller one may be there.',
    });
    expect(conclude(estimated(0, 0.1, 0.3)).verdict).toBe('no-difference-shown');
    expect(conclude(estimated(-0.3, -0.1, 0)).verdict).toBe('no-difference-shown');
  });

  it('heeds the correction for all that was tested beside it', () => {
    const difference = estimated(0.01, 0.1, 0.2);
    expect(conclude(difference, { corrected: { status: 'value', value: 0.051, n: 15 } }).verdict).toBe(
      'no-difference-shown',
    );
    expect(conclude(difference, { corrected: { status: 'value', value: 0.05, n: 15 } }).verdict).toBe('one-higher');
  });

  it('is that there is too little data where there is no interval, and why', () => {
    const bare: Estimate = { status: 'no-interval', value: 0.4, reason: 'too few scenarios: fewer than 6', n: 1 };
    expect(conclude(bare, { pairs: 1, scenarios: 1 })).toEqual({
      verdict: 'too-little-data',
      words:
        'Too little data on the debate overall: too few scenarios: fewer than 6. The mean difference is +0.40 points (1 pair over 1 scenario).',
    });
    expect(conclude({ status: 'undefined', reason: 'nothing was observed', n: 0 })).toEqual({
      verdict: 'too-little-data',
      words: 'Too little data on the debate overall: nothing was observed.',
    });
  });
});
