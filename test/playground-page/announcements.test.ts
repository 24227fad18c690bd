import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/markdown/plain-text.ts';
import { Announcements } from '../../src/playground/page/state/announcements.ts';

const said = (text: string, id = '1') => ({ id, speaker: 'Grace', text });

describe('what is read aloud', () => {
  it('is a growing text once, when it has stood for two seconds', () => {
    const announcements = new Announcements();
    announcements.skip([]);
    for (let tick = 0; tick < 10; tick += 1) {
      announcements.note([said(`${'word '.repeat(tick + 1)}▍`)], tick * 500);
      expect(announcements.take(tick * 500)).toBeNull();
    }
    expect(announcements.dueAt).toBe(6500);
    expect(announcements.take(6500)).toBe(`Grace: ${'word '.repeat(10).trim()}`);
    expect(announcements.take(60_000)).toBeNull();
    expect(announcements.dueAt).toBeNull();
  });

  it('goes on where it stopped when a writer pauses', () => {
    const announcements = new Announcements();
    announcements.note([said('The first half ▍')], 0);
    expect(announcements.take(2000)).toBe('Grace: The first half');
    announcements.note([said('The first half and the second.')], 5000);
    expect(announcements.take(7000)).toBe('Grace: and the second.');
  });

  it('is nothing of what stood there before, and only the change of what changes', () => {
    const announcements = new Announcements();
    announcements.skip([said('old'), said('open', '2')]);
    announcements.note([said('old'), said('closed', '2')], 0);
    expect(announcements.take(2000)).toBe('Grace: closed');
  });

  it('is the number and the last where many come at once', () => {
    const announcements = new Announcements();
    announcements.note(
      ['1', '2', '3', '4', '5'].map((id) => said(`text ${id}`, id)),
      0,
    );
    expect(announcements.take(2000)).toBe('5 new messages. The last by Grace: text 5');
  });

  it('has no marks in it', () => {
    const text = '## Title\n**bold** [link](https://example.org) ||secret|| <@7>\n- one\n- two\n```\ncode\n```';
    expect(plainText(text, (id) => `user ${id}`)).toBe('Title bold link spoiler user 7 one, two code');
  });
});
