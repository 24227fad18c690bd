import { describe, expect, it } from 'vitest';
import type { ChannelLog } from '../../src/playground/page/state/channel-log.ts';
import {
  EMPTY_LOG,
  withEdit,
  withLoadBegun,
  withMessage,
  withNewestPage,
  withOlderPage,
  withoutMessage,
  withReaction,
} from '../../src/playground/page/state/channel-log.ts';
import { makeMessage } from './make-message.ts';

const ids = (log: ChannelLog): string[] => log.messages.map(({ id }) => id);
const loaded = (...messageIds: string[]): ChannelLog =>
  withNewestPage(withLoadBegun(EMPTY_LOG), messageIds.map((id) => makeMessage(id)).reverse(), false);
const reaction = (user: string) => ({
  user_id: user,
  channel_id: '1',
  message_id: '20',
  emoji: { id: null, name: '👍' },
});

describe('the messages a page holds of a channel', () => {
  it('keeps what the socket brought while a page of history was on its way', () => {
    let log = withLoadBegun(EMPTY_LOG);
    log = withMessage(log, makeMessage('30'));
    log = withEdit(log, makeMessage('20', { content: 'newer' }));
    log = withEdit(log, makeMessage('2', { content: 'from long before' }));
    log = withoutMessage(log, '10');
    log = withNewestPage(log, [makeMessage('20'), makeMessage('10'), makeMessage('9')], false);
    expect(ids(log)).toEqual(['9', '20', '30']);
    expect(log.messages[1]?.content).toBe('newer');
  });

  it('leaves no gap after a reconnection, and keeps what only this visitor can see', () => {
    let log = loaded('10', '20');
    log = withMessage(log, makeMessage('25', { flags: 64 }));
    log = withNewestPage(withLoadBegun(log), [makeMessage('50'), makeMessage('40')], false);
    expect(ids(log)).toEqual(['25', '40', '50']);
  });

  it('puts an older page above, and no edit from before it', () => {
    const log = withEdit(loaded('20', '30'), makeMessage('5', { content: 'edited' }));
    expect(ids(log)).toEqual(['20', '30']);
    expect(ids(withOlderPage(log, [makeMessage('15'), makeMessage('10')], true))).toEqual(['10', '15', '20', '30']);
  });

  it('lets a message grow in place with its reactions', () => {
    let log = withReaction(loaded('10', '20'), reaction('me'), true, 'me');
    log = withEdit(log, makeMessage('20', { content: 'more words', reactions: [] }));
    expect(log.messages[1]).toMatchObject({ content: 'more words', reactions: [{ count: 1, me: true }] });
  });

  it("counts this visitor's own reaction once, though it is seen twice, and others' each time", () => {
    let log = loaded('20');
    for (const user of ['me', 'me', 'ada', 'bo']) log = withReaction(log, reaction(user), true, 'me');
    expect(log.messages[0]?.reactions).toMatchObject([{ count: 3, me: true }]);
    for (const user of ['me', 'me', 'ada']) log = withReaction(log, reaction(user), false, 'me');
    expect(log.messages[0]?.reactions).toMatchObject([{ count: 1, me: false }]);
    expect(withReaction(log, reaction('bo'), false, 'me').messages[0]?.reactions).toEqual([]);
  });

  it('brings no dismissed message back', () => {
    const log = withoutMessage(loaded('10', '20'), '20');
    expect(ids(withEdit(log, makeMessage('20')))).toEqual(['10']);
  });
});
