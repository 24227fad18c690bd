import { describe, expect, it } from 'vitest';
import { personName } from '../../src/trial/person-name.ts';

const around = {
  members: ['Grace Achieng', 'Astrid Lund', 'Wen Li-Hua'],
  people: ['Bea'],
  words: 'A care robot should follow wishes. Will it, in May?',
};

describe('the name of a person at the table', () => {
  it.each([
    ['Mo Farah', 'Mo Farah'],
    ['  Mo\n\u200b Farah ', 'Mo Farah'],
    ['\u2800\u200b', 'A guest'],
    ['x'.repeat(40), 'x'.repeat(32)],
    ['😀'.repeat(20), '😀'.repeat(16)],
  ])('is as the server shows it, tidied: %j', (shown, name) => {
    expect(personName(shown, around)).toBe(name);
  });

  it.each([
    'Grace Achieng',
    'GRACE achieng',
    'Ｇrace Achieng',
    'Grace',
    'Astrid Lund (against)',
    'Speaker 1',
    'The Chair',
    'nobody',
    'Ｕser',
    'everyone',
    'The judge',
    'Moderator Mo',
  ])('says that it is a person’s where it could be taken for a member’s: %j', (shown) => {
    expect(personName(shown, around)).toBe(`${shown.slice(0, 21)} (a person)`);
  });

  it.each(['Will', 'May', 'robot', 'the', 'I'])('is marked where it is a word of the debate: %j', (shown) => {
    expect(personName(shown, around)).toBe(`${shown} (a person)`);
  });

  it('differs from that of everybody else at the table, and is never too long', () => {
    expect(personName('BEA', around)).toBe('BEA (2)');
    const long = 'y'.repeat(32);
    expect(personName(long, { ...around, people: [long] })).toBe(`${'y'.repeat(28)} (2)`);
  });
});
