import { describe, expect, it } from 'vitest';
import type { Position } from '../../src/community/position.ts';
import { swingOf } from '../../src/community/swing.ts';
import { describeVoters } from '../../src/trial/result-words.ts';
import { describeSwing, hasAnswered } from '../../src/trial/swing-words.ts';
import { voterId } from '../support/people.ts';

const stands = (voter: string, time: Position['time'], position: number): Position => ({
  voter: voterId(voter),
  time,
  position,
  scripted: false,
});

/** Each voter with where they stood before and after; null: did not say. */
const wordsFor = (...ways: readonly (readonly [number | null, number | null])[]): string[] => {
  const positions = ways.flatMap(([before, after], place) => [
    ...(before === null ? [] : [stands(`v${place}`, 'before', before)]),
    ...(after === null ? [] : [stands(`v${place}`, 'after', after)]),
  ]);
  return describeSwing(swingOf(positions).people);
};

describe('the swing in words', () => {
  it('has both times, who moved to which side, by how much, and who won', () => {
    expect(wordsFor([0, 2], [-1, 1], [3, 3], [2, 1], [-2, -3])).toEqual([
      'Before: 2 for, 1 undecided, 2 against',
      'After: 4 for, 0 undecided, 1 against',
      'Moved: 2 towards the motion, 2 away from it, 1 not at all',
      'Mean change +0.4 on the scale from −3 to +3 (n = 5)',
      'The side for the motion gained more, so it won the audience.',
    ]);
  });

  it('names no winner where none gained more, and writes a loss with a real minus sign', () => {
    const words = wordsFor([1, 1], [1, 1], [1, 1], [-1, -1], [-1, -3]);
    expect(words.slice(-2)).toEqual([
      'Mean change −0.4 on the scale from −3 to +3 (n = 5)',
      'Neither side gained more than the other.',
    ]);
  });

  it('says what is missing below the quorum, and counts apart who answered once', () => {
    expect(wordsFor([0, 1], [1, 1], [2, null], [null, 1], [null, -1])).toEqual([
      'Before: 1 for, 1 undecided, 0 against',
      'After: 2 for, 0 undecided, 0 against',
      'Moved: 1 towards the motion, 0 away from it, 1 not at all',
      'Not enough votes: 5 who say so both before and after are needed',
      'Counted apart: 1 only before, 2 only after',
    ]);
  });

  it('is that nobody answered where nobody did', () => {
    expect(wordsFor()).toEqual(['Nobody said where they stand both before and after.']);
    expect(wordsFor([1, null])).toEqual([
      'Nobody said where they stand both before and after.',
      'Counted apart: 1 only before',
    ]);
    expect(hasAnswered(swingOf([]).people)).toBe(false);
    expect(hasAnswered(swingOf([stands('a', 'after', 1)]).people)).toBe(true);
  });
});

it('calls programs scripted when it says how many took part', () => {
  expect([describeVoters(0, 0), describeVoters(1, 0), describeVoters(2, 1), describeVoters(0, 3)]).toEqual([
    'nobody',
    'one person',
    '2 people, one scripted voter',
    '3 scripted voters',
  ]);
});
