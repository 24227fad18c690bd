import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pad } from '../../src/audit/pad.ts';
import { loadPadding } from '../../src/content/load-padding.ts';
import { samplePlanted } from './sample-planted.ts';

const padding = await loadPadding(path.resolve(import.meta.dirname, '../..'));
const debate = samplePlanted('meters-1', { scenario: 'meters', turns: 9 });

describe('a padded debate', () => {
  it('holds all that was said, and three sentences without content around it in each turn', () => {
    const padded = pad(debate, padding, 7);
    expect(padded.answer).toEqual(debate.answer);
    const added = padded.turns.flatMap(({ text }, place) => {
      const own = debate.turns[place]?.text ?? '';
      expect(text).toContain(` ${own} `);
      return text.split(own).flatMap((part) => part.trim().split(/(?<=\.) /));
    });
    expect(added).toHaveLength(9 * 3);
    expect(new Set(added).size).toBe(added.length);
    for (const sentence of added) expect(padding).toContain(sentence);
  });

  it('is the same for the same seed and another one for another seed', () => {
    expect(pad(debate, padding, 7)).toEqual(pad(debate, padding, 7));
    expect(pad(debate, padding, 7)).not.toEqual(pad(debate, padding, 8));
  });
});
