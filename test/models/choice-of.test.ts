import { describe, expect, it } from 'vitest';
import { choiceOf, optionOf } from '../../src/models/port/choice-of.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7'];

describe('a token', () => {
  it.each(['7', ' 7', '7.', '\n7', '7\n', '\u25817', '\u01207', '**7**', '"7"', '(7)', '7:'])(
    'is read as 7: %j',
    (token) => {
      expect(optionOf(token, DIGITS)).toBe('7');
    },
  );

  it.each(['77', '7th', '-7', '0.7', 'seven', '8', '', '7/', '７'])('is not read as 7: %j', (token) => {
    expect(optionOf(token, DIGITS)).toBeUndefined();
  });
});

it('a choice says which tokens each option had, the likeliest first, and how many alternatives there were', () => {
  const choice = choiceOf(
    [
      ['6', 0.1],
      [' 6', 0.3],
      ['4', 0.1],
      ['I', 0.5],
    ],
    DIGITS,
    {},
  );
  expect(choice.mass).toBeCloseTo(0.5, 10);
  expect(choice.probabilities.get('6')).toBeCloseTo(0.8, 10);
  expect([choice.tokens.get('6'), choice.tokens.get('4'), choice.tokens.get('1')]).toEqual([[' 6', '6'], ['4'], []]);
  expect(choice.alternatives).toBe(4);
  expect(choiceOf([['6', 1]], DIGITS, {}, 49_152).alternatives).toBe(49_152);
});
