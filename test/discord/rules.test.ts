import { describe, expect, it } from 'vitest';
import { faultsOf, permissionsFor } from '../support/discord-rules.ts';
import type { Exchange, RecordedFile } from '../support/recording-proxy.ts';

const ID = '1574908738186248192';
const TOKEN = 'a'.repeat(68);
const NOBODY = { parse: [] };
const PICTURE = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==';
const AGENT = { 'user-agent': 'DiscordBot (https://discord.js.org, 1.0)' };
const WITH_TOKEN = { ...AGENT, authorization: 'Bot x' };

function request(method: string, path: string, json?: unknown, more: Partial<Exchange> = {}): Exchange {
  const isOwn = /^\/(webhooks|interactions)/.test(path);
  const [route = '', query = ''] = path.split('?');
  return {
    method,
    path: `/api/v10${route}`,
    query: new URLSearchParams(query),
    headers: { ...(isOwn ? AGENT : WITH_TOKEN), ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    json,
    files: [],
    at: 0,
    status: 200,
    answer: undefined,
    ...more,
  };
}

const post = (json: object) => request('POST', `/channels/${ID}/messages`, { allowed_mentions: NOBODY, ...json });
const speak = (json: object) =>
  request('POST', `/webhooks/${ID}/${TOKEN}?wait=true&thread_id=${ID}`, { allowed_mentions: NOBODY, ...json });
const callback = (json: object) => request('POST', `/interactions/${ID}/${TOKEN}/callback`, json);
const button = (more: object) => ({ type: 2, style: 1, label: 'A', custom_id: 'a', ...more });
const rows = (...buttons: object[]) => ({ content: 'x', components: [{ type: 1, components: buttons }] });
const input = (more: object) => ({
  type: 18,
  label: 'A',
  component: { type: 4, custom_id: 'a', style: 1, max_length: 10, ...more },
});
const form = (...components: object[]) => callback({ type: 9, data: { custom_id: 'f', title: 'A', components } });
const webhook = (json: object) => request('POST', `/channels/${ID}/webhooks`, json);
const thread = (json: object) => request('POST', `/channels/${ID}/threads`, { name: 'A', type: 11, ...json });
const command = (json: object) =>
  request('PUT', `/applications/${ID}/commands`, [{ name: 'debate', description: 'x', ...json }]);
const react = (emoji: string) => request('PUT', `/channels/${ID}/messages/${ID}/reactions/${emoji}/@me`);
const file: RecordedFile = { part: 'files[0]', name: 'a.md', type: 'text/plain', size: 10 };
const multipart = { headers: { ...WITH_TOKEN, 'content-type': 'multipart/form-data; boundary=x' }, files: [file] };

describe('requests as they are documented have no fault', () => {
  it.each([
    ['a message', post({ content: 'x', nonce: 'x'.repeat(25), enforce_nonce: true })],
    ['a card', post({ embeds: [{ title: 'x', color: 1, fields: [{ name: 'x', value: 'y', inline: true }] }] })],
    ['buttons', post(rows(button({}), button({ custom_id: 'b' })))],
    ['a file', { ...post({ attachments: [{ id: '0', description: null }] }), ...multipart }],
    ['a member’s words', speak({ content: 'x', flags: 4 })],
    ['a deferred answer for one pair of eyes', callback({ type: 5, data: { flags: 64 } })],
    ['choices', callback({ type: 8, data: { choices: [{ name: 'x', value: 'y' }] } })],
    ['a form', form(input({ value: 'x' }), input({ custom_id: 'b', style: 2, required: false }))],
    ['a webhook', webhook({ name: 'Ada', avatar: PICTURE })],
    ['a thread', thread({ auto_archive_duration: 4320 })],
    ['a reaction', react('%E2%9A%A0%EF%B8%8F')],
    ['another reaction', react('%F0%9F%91%8D')],
    [
      'an edit',
      request('PATCH', `/channels/${ID}/messages/${ID}`, { content: 'x', allowed_mentions: NOBODY, attachments: [] }),
    ],
  ])('%s', (_, exchange) => {
    expect(faultsOf(exchange)).toEqual([]);
  });
});

describe('requests that Discord would refuse, or that would do what nobody meant, have one', () => {
  it.each([
    ['no such route', request('GET', '/users/@me/guilds'), 'no route'],
    ['all members', request('GET', `/channels/${ID}/thread-members`), 'no route'],
    ['no token', request('GET', `/channels/${ID}`, undefined, { headers: AGENT }), 'has no token'],
    [
      'a token too many',
      { ...speak({ content: 'x' }), headers: { ...WITH_TOKEN, 'content-type': 'application/json' } },
      'away',
    ],
    ['no agent', request('GET', `/channels/${ID}`, undefined, { headers: { authorization: 'Bot x' } }), 'who asks'],
    ['a field that there is not', post({ content: 'x', username: 'x' }), 'no field "username"'],
    ['a long text', post({ content: 'x'.repeat(2001) }), 'at most 2000'],
    ['half a character', post({ content: '\ud83d' }), 'half'],
    ['nothing', post({ content: ' \n ' }), 'is empty'],
    ['a text without a word on mentions', request('POST', `/channels/${ID}/messages`, { content: 'x' }), 'pinged'],
    ['mentions', post({ content: 'x', allowed_mentions: { parse: ['users'] } }), 'pinged'],
    ['a long mark', post({ content: 'x', nonce: 'x'.repeat(26), enforce_nonce: true }), 'at most 25'],
    ['a mark that is not there', post({ content: 'x', enforce_nonce: true }), 'not there'],
    [
      'cards that are too long together',
      post({ embeds: ['a', 'b'].map((x) => ({ description: x.repeat(3001) })) }),
      '6002',
    ],
    ['an empty field', post({ embeds: [{ fields: [{ name: 'x', value: ' ' }] }] }), 'shorter than 1'],
    ['a card with nothing in it', post({ embeds: [{ color: 1 }] }), 'nothing in it'],
    ['one id on two buttons', post(rows(button({}), button({}))), 'twice'],
    ['a long label', post(rows(button({ label: 'x'.repeat(81) }))), 'at most 80'],
    ['a long id', post(rows(button({ custom_id: 'x'.repeat(101) }))), 'at most 100'],
    ['a private message in a channel', post({ content: 'x', flags: 64 }), 'flags 64'],
    ['an attachment that is not there', post({ content: 'x', attachments: [{ id: '0' }] }), 'no file 0'],
    [
      'a long description of a file',
      { ...post({ attachments: [{ id: '0', description: 'x'.repeat(1025) }] }), ...multipart },
      'at most 1024',
    ],
    ['a name that is Discord’s own', webhook({ name: 'My DisCord' }), 'own'],
    ['a name that would be tidied', webhook({ name: 'Ada  Lovelace' }), 'changed'],
    ['a picture under a wrong name', webhook({ name: 'Ada', avatar: PICTURE.replace('png', 'jpeg') }), 'image/png'],
    ['a voice with a face from elsewhere', speak({ content: 'x', avatar_url: 'http://127.0.0.1/a.png' }), 'address'],
    ['more than privacy in a deferral', callback({ type: 5, data: { flags: 68 } }), 'flags 68'],
    ['a long choice', callback({ type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'y' }] } }), 'at most 100'],
    ['a form with nothing in it', form(), 'nothing in it'],
    ['a form of six fields', form(...[...'abcdef'].map((id) => input({ custom_id: id }))), '6 items, at most 5'],
    ['a form with one id twice', form(input({}), input({})), 'twice'],
    ['a form with a long text in it', form(input({ value: 'x'.repeat(11) })), 'at most 10'],
    ['a form with a long label', form({ ...input({}), label: 'x'.repeat(46) }), 'at most 45'],
    [
      'a form with a long title',
      callback({ type: 9, data: { custom_id: 'f', title: 'x'.repeat(46), components: [input({})] } }),
      'at most 45',
    ],
    ['a private thread', thread({ type: 12 }), 'must be one of [11]'],
    ['a thread for two days', thread({ auto_archive_duration: 2880 }), 'must be one of'],
    ['a command in capitals', command({ name: 'Debate' }), 'is no name'],
    [
      'a required option after one that is not',
      command({
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      }),
      'is required, after',
    ],
    ['an emoji that is not encoded', react('👍'), 'not encoded'],
    ['a sign that is no picture', react('%E2%9A%A0'), 'not as Discord writes it'],
    ['a page of too many', request('GET', `/channels/${ID}/messages?limit=101`), 'must be 1 to 100'],
    ['two places at once', request('GET', `/channels/${ID}/messages?after=${ID}&before=${ID}`), 'exclude'],
    [
      'an edit that leaves nothing',
      request('PATCH', `/channels/${ID}/messages/${ID}`, { content: '', allowed_mentions: NOBODY }),
      'empty',
    ],
    [
      'a reason that is not encoded',
      { ...thread({}), headers: { ...WITH_TOKEN, 'content-type': 'application/json', 'x-audit-log-reason': 'für' } },
      'not encoded',
    ],
  ])('%s', (_, exchange, what) => {
    expect(faultsOf(exchange).join('\n')).toContain(what);
  });
});

it('knows which permission a request takes', () => {
  const opened = { ...thread({}), answer: { id: '1574908738186248193' } };
  const inThread = request('POST', '/channels/1574908738186248193/messages', { content: 'x' });
  const create = 1n << 35n;
  expect(permissionsFor([])).toBe(1n << 10n);
  expect(permissionsFor([opened, inThread])).toBe((1n << 10n) | create | (1n << 38n));
  expect(permissionsFor([post({ embeds: [] })])).toBe((1n << 10n) | (1n << 11n) | (1n << 14n));
  expect(permissionsFor([request('DELETE', `/channels/${ID}/messages/${ID}`)])).toBe((1n << 10n) | (1n << 13n));
});
