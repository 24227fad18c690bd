import type { APIChannel } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  applyDispatch,
  applyReady,
  withAway,
  withoutStaleTyping,
  withSelected,
} from '../../src/playground/page/state/apply-dispatch.ts';
import { type ChannelLog, EMPTY_LOG } from '../../src/playground/page/state/channel-log.ts';
import { channelTree } from '../../src/playground/page/state/channels.ts';
import type { PageState } from '../../src/playground/page/state/page-state.ts';
import { INITIAL_STATE } from '../../src/playground/page/state/page-state.ts';
import { placementOf } from '../../src/playground/page/view/message-groups.ts';
import { sameOrigin } from '../../src/playground/page/view/same-origin.ts';
import type { Dispatch, Ready } from '../../src/playground/visitor-protocol.ts';
import { Rig } from '../playground/rig.ts';
import { makeMessage } from './make-message.ts';

const channel: APIChannel = { id: '1', type: 0, guild_id: '2', name: 'debates', position: 0 };
function thread(id: string, archived: boolean): APIChannel {
  const thread_metadata = {
    archived,
    auto_archive_duration: 1440,
    archive_timestamp: '2026-03-01T10:00:00.000Z',
    locked: false,
  } as const;
  return { id, type: 11, guild_id: '2', parent_id: '1', name: `thread ${id}`, thread_metadata };
}

const created = (event: 'MESSAGE_CREATE', message = makeMessage('5')): Dispatch => ({
  type: 'dispatch',
  event,
  data: message,
});
const apply = (state: PageState, ...dispatches: Dispatch[]): PageState =>
  dispatches.reduce((held, dispatch) => applyDispatch(held, dispatch, 0), state);

describe("the page's state", () => {
  it('marks a channel unread for what others say where the reader is not', () => {
    const state: PageState = { ...INITIAL_STATE, selected: '9' };
    expect(apply(state, created('MESSAGE_CREATE')).unread).toEqual(new Set(['1']));
    expect(apply({ ...state, selected: '1' }, created('MESSAGE_CREATE')).unread).toEqual(new Set());
    const own = { ...state, me: makeMessage('5').author };
    expect(apply(own, created('MESSAGE_CREATE')).unread).toEqual(new Set());
  });

  it('knows where the unread begins, until the reader answers or leaves', () => {
    const state: PageState = {
      ...INITIAL_STATE,
      me: { ...makeMessage('5').author, id: 'me' },
      channels: new Map([[channel.id, Object.assign({}, channel, { last_message_id: '4' })]]),
      selected: '9',
    };
    const unread = apply(state, created('MESSAGE_CREATE'), created('MESSAGE_CREATE', makeMessage('6')));
    expect(unread.readUpTo).toEqual(new Map([['1', '4']]));
    const reading = withSelected(unread, '1');
    expect(reading.unread).toEqual(new Set());
    expect(reading.readUpTo).toEqual(unread.readUpTo);
    expect(withSelected(reading, '9').readUpTo).toEqual(new Map());
    const own = makeMessage('7', { author: { ...makeMessage('7').author, id: 'me' } });
    expect(apply(reading, created('MESSAGE_CREATE', own)).readUpTo).toEqual(new Map());
  });

  it('counts what comes while the page is not looked at as unread, also where it stands open', () => {
    const state = apply(withAway({ ...INITIAL_STATE, selected: '1' }, true), created('MESSAGE_CREATE'));
    expect(state.unread).toEqual(new Set(['1']));
    expect(withAway(state, false).unread).toEqual(new Set());
  });

  it('marks what was said while the connection was gone', async () => {
    const visitor = await (await Rig.start()).visitor('Ada');
    const ready = (lastMessage: string): Ready => ({
      ...visitor.ready,
      channels: [channel, Object.assign(thread('20', false), { last_message_id: lastMessage })],
    });
    const first = applyReady(INITIAL_STATE, ready('30'));
    expect(first.unread).toEqual(new Set());
    expect(applyReady(first, ready('30')).unread).toEqual(new Set());
    const again = applyReady(first, ready('31'));
    expect(again.unread).toEqual(new Set(['20']));
    expect(again.readUpTo).toEqual(new Map([['20', '30']]));
  });

  it('counts the messages of a thread as they come', () => {
    const state: PageState = { ...INITIAL_STATE, channels: new Map([['20', thread('20', false)]]) };
    const message = makeMessage('30', { channel_id: '20' });
    const held = apply(
      state,
      created('MESSAGE_CREATE', message),
      created('MESSAGE_CREATE', makeMessage('31', { channel_id: '20', flags: 64 })),
    );
    expect(held.channels.get('20')).toMatchObject({ message_count: 1, last_message_id: '30' });
  });

  it('keeps only the newest of many messages of a channel that is left', () => {
    const messages = Array.from({ length: 300 }, (_, index) => makeMessage(String(1000 + index)));
    const log: ChannelLog = { ...EMPTY_LOG, messages, history: 'held', complete: true };
    const left = withSelected({ ...INITIAL_STATE, selected: '1', logs: new Map([['1', log]]) }, '9').logs.get('1');
    expect(left?.messages).toEqual(messages.slice(-100));
    expect(left?.complete).toBe(false);
  });

  it('stops showing someone as typing when they speak, or after ten seconds', () => {
    const typing: Dispatch = { type: 'dispatch', event: 'TYPING_START', data: { channel_id: '1', user_id: '7' } };
    const state = apply(INITIAL_STATE, typing);
    expect(withoutStaleTyping(state, 9_000).typing.get('1')?.has('7')).toBe(true);
    expect(withoutStaleTyping(state, 10_000).typing.size).toBe(0);
    expect(apply(state, created('MESSAGE_CREATE')).typing.size).toBe(0);
  });

  it('leaves a channel that is deleted while it is read', () => {
    const state: PageState = {
      ...INITIAL_STATE,
      channels: new Map([channel, thread('20', false)].map((held) => [held.id, held])),
      selected: '20',
    };
    expect(apply(state, { type: 'dispatch', event: 'THREAD_DELETE', data: { id: '20' } }).selected).toBe('1');
  });

  it('lists threads under their channel, those that go on first and the youngest of them above', () => {
    const [branch] = channelTree([thread('20', false), thread('30', true), thread('9', false), channel]);
    expect(branch?.threads.map(({ id }) => id)).toEqual(['20', '9', '30']);
  });
});

describe('a message under another', () => {
  const first = makeMessage('1');
  const later = (minutes: number) => ({
    timestamp: new Date(Date.parse(first.timestamp) + minutes * 60_000).toISOString(),
  });

  it('goes on under the same name only for the same speaker within seven minutes', () => {
    expect(placementOf(makeMessage('2', later(6)), first).startsGroup).toBe(false);
    expect(placementOf(makeMessage('2', later(7)), first).startsGroup).toBe(true);
    const persona = { ...first.author, username: 'another persona of the same webhook' };
    expect(placementOf(makeMessage('2', { ...later(1), author: persona }), first).startsGroup).toBe(true);
    expect(placementOf(makeMessage('2', { ...later(1), flags: 64 }), first).startsGroup).toBe(true);
  });
});

describe('a picture', () => {
  const origin = 'http://127.0.0.1:4711';
  it("is drawn from the page's own server only", () => {
    expect(sameOrigin('/attachments/1/a.png', origin)).toBe(`${origin}/attachments/1/a.png`);
    expect(sameOrigin('http://localhost:4711/a.png', origin)).toBe(`${origin}/a.png`);
    for (const address of [
      'https://example.org/a.png',
      'http://localhost:4712/a.png',
      '//example.org/a',
      'data:image/png,x',
      'http://',
    ]) {
      expect(sameOrigin(address, origin)).toBeNull();
    }
  });
});
