import { describe, expect, it } from 'vitest';
import type { Mark } from '../../src/community/turn-marks.ts';
import { meaningsOn } from '../../src/trial/mark-meanings.ts';
import { describeBothMarks, describeCounts } from '../../src/trial/mark-words.ts';
import { content } from '../support/content.ts';

const MEANINGS = meaningsOn('answer', content, content.reactions);

const mark = (meaning: string, people: number, more: Partial<Mark> = {}): Mark => ({
  meaning,
  people,
  filtered: people,
  unclear: 0,
  unknown: 0,
  scripted: 0,
  ...more,
});

describe('marks in words', () => {
  it('stand in the order of their meanings, with the filtered count where it is another, and programs apart', () => {
    const marks = [mark('weak', 2, { filtered: 0 }), mark('safety', 3, { scripted: 1 }), mark('persuasive', 0)];
    expect(describeBothMarks(marks, MEANINGS)).toBe('🦺 3 · 👎 2 (0); by scripted voters (programs) 🦺 1');
    expect(describeBothMarks([], MEANINGS)).toBe('');
  });

  it('are told by their ids where nobody knows their signs any more', () => {
    expect(describeBothMarks([mark('funny', 1)], MEANINGS)).toBe('funny 1');
  });

  it('say which counts these are', () => {
    expect(describeCounts([mark('weak', 0, { scripted: 2 })])).toEqual([]);
    expect(describeCounts([mark('weak', 2)])).toEqual(['The filtered count is the same.']);
    expect(describeCounts([mark('weak', 2, { unknown: 2 })])).toEqual([
      'Nothing is known of who gave these: this is the raw count.',
    ]);
    expect(describeCounts([mark('weak', 3, { filtered: 2, unclear: 0, unknown: 1 })])).toEqual([
      'In brackets: the filtered count, where it is another.',
      'Of whoever gave 1 mark nothing is known, so these stand in both counts.',
    ]);
  });
});
