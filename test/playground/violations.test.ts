import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { Rig } from './rig.ts';

const button = (custom_id: string, more: object = {}) => ({ type: 2, style: 1, label: 'x', custom_id, ...more });
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string) => ({ label: value, value });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Bodies of a message, each with the code by which Discord refuses it. */
const BAD_MESSAGES: readonly (readonly [what: string, body: object, code: number])[] = [
  ['nothing', { content: '  ' }, 50006],
  ['2001 characters', { content: 'x'.repeat(2001) }, 50035],
  ['eleven embeds', { embeds: many(11, () => ({ title: 'x' })) }, 50035],
  [
    'embeds of 6001 characters in all',
    { embeds: [{ description: 'x'.repeat(3001) }, { description: 'x'.repeat(3000) }] },
    50035,
  ],
  ['an embed title of 257', { embeds: [{ title: 'x'.repeat(257) }] }, 50035],
  ['an embed field without a value', { embeds: [{ fields: [{ name: 'x', value: '' }] }] }, 50035],
  ['six rows', { content: 'x', components: many(6, (index) => row(button(`${index}`))) }, 50035],
  ['six buttons in a row', { content: 'x', components: [row(...many(6, (index) => button(`${index}`)))] }, 50035],
  ['two buttons of one custom id', { content: 'x', components: [row(button('a'), button('a'))] }, 50035],
  ['a custom id of 101', { content: 'x', components: [row(button('a'.repeat(101)))] }, 50035],
  ['a button without a label', { content: 'x', components: [row({ type: 2, style: 1, custom_id: 'a' })] }, 50035],
  [
    'a menu of 26',
    { content: 'x', components: [row({ type: 3, custom_id: 'a', options: many(26, (index) => option(`${index}`)) })] },
    50035,
  ],
  ['text display without the flag', { content: 'x', components: [{ type: 10, content: 'x' }] }, 50035],
];

describe('what Discord would refuse', () => {
  test.each(BAD_MESSAGES)('a message with %s is refused and counted', async (_, body, code) => {
    const rig = await Rig.start();
    const answer = await rig.rest('POST', `/channels/${rig.playground.channelId}/messages`, body);
    expect(answer).toMatchObject({ status: 400, json: { code, message: expect.any(String) } });
    expect(rig.playground.violations()).toMatchObject([
      { method: 'POST', route: '/channels/:id/messages', status: 400, code },
    ]);
  });

  test.each([
    ['a name with Discord in it', { name: 'Discord friend' }, 50035],
    ['a name of 81', { name: 'x'.repeat(81) }, 50035],
    [
      'a picture that is none',
      { name: 'Ada', avatar: `data:image/png;base64,${Buffer.from('<svg/>').toString('base64')}` },
      50035,
    ],
  ])('a webhook with %s', async (_, body, code) => {
    const rig = await Rig.start();
    const answer = await rig.rest('POST', `/channels/${rig.playground.channelId}/webhooks`, body);
    expect(answer).toMatchObject({ status: 400, json: { code } });
    expect(rig.playground.violations()).toHaveLength(1);
  });

  test('the sixteenth webhook, a face on loopback, a thread of 101, the twenty-first reaction', async () => {
    const rig = await Rig.start();
    const { channelId } = rig.playground;
    for (const index of many(15, (count) => count)) {
      expect((await rig.rest('POST', `/channels/${channelId}/webhooks`, { name: `Persona ${index}` })).status).toBe(
        200,
      );
    }
    const sixteenth = await rig.rest('POST', `/channels/${channelId}/webhooks`, { name: 'One more' });
    const [webhook] = Object.values((await rig.rest('GET', `/channels/${channelId}/webhooks`)).json ?? {}) as {
      id: string;
      token: string;
    }[];
    const face = { content: 'x', avatar_url: 'http://127.0.0.1:8080/ada.png' };
    const loopback = await rig.rest('POST', `/webhooks/${webhook?.id}/${webhook?.token}`, face);
    const long = await rig.rest('POST', `/channels/${channelId}/threads`, { name: 'x'.repeat(101), type: 11 });
    const message = (await rig.rest('POST', `/channels/${channelId}/messages`, { content: 'x' })).json;
    const react = (index: number) =>
      rig.rest(
        'PUT',
        `/channels/${channelId}/messages/${message?.['id']}/reactions/${encodeURIComponent(String.fromCodePoint(0x1f600 + index))}/@me`,
      );
    for (const index of many(20, (count) => count)) expect((await react(index)).status).toBe(204);
    const codes = [sixteenth, loopback, long, await react(20)].map(({ json }) => json?.['code']);
    expect(codes).toEqual([30007, 50035, 50035, 30010]);
    expect(rig.playground.violations().map(({ code }) => code)).toEqual(codes);
  });

  test('what it may not do, and what there is no route for; but not what is only gone', async () => {
    const rig = await Rig.start();
    const { channelId } = rig.playground;
    rig.playground.setBotPermissions(PermissionFlagsBits.ViewChannel);
    expect((await rig.rest('POST', `/channels/${channelId}/messages`, { content: 'x' })).json).toMatchObject({
      code: 50013,
    });
    expect((await rig.rest('POST', `/channels/${channelId}/webhooks`, { name: 'Ada' })).json).toMatchObject({
      code: 50013,
    });
    expect((await rig.rest('GET', '/voice/regions')).json).toMatchObject({ message: '404: Not Found' });
    expect((await rig.rest('GET', '/channels/123456789012345678')).json).toMatchObject({ code: 10003 });
    expect(rig.playground.violations().map(({ status, message }) => [status, message])).toEqual([
      [403, 'Missing Permissions'],
      [403, 'Missing Permissions'],
      [404, '404: Not Found'],
    ]);
  });

  test('a field at fault is named in the form that Discord uses', async () => {
    const rig = await Rig.start();
    const body = { embeds: [{ title: 'ok' }, { title: 'x'.repeat(257) }] };
    const { json } = await rig.rest('POST', `/channels/${rig.playground.channelId}/messages`, body);
    expect(json).toMatchObject({
      errors: { embeds: { 1: { title: { _errors: [{ message: expect.any(String) }] } } } },
    });
  });

  test('commands with bad names or options out of order', async () => {
    const rig = await Rig.start();
    const { client } = await rig.bot();
    const set = (command: object) => rig.rest('POST', `/applications/${client.application.id}/commands`, command);
    const text = (name: string, required: boolean) => ({ type: 3, name, description: 'x', required });
    expect((await set({ name: 'Debate', description: 'x' })).status).toBe(400);
    expect((await set({ name: 'debate' })).status).toBe(400);
    expect((await set({ name: 'debate', description: 'x', options: [text('a', false), text('b', true)] })).status).toBe(
      400,
    );
    expect((await set({ name: 'debate', description: 'x', options: [text('a', true), text('b', false)] })).status).toBe(
      201,
    );
  });

  test('a mention pings only when it is allowed to', async () => {
    const rig = await Rig.start();
    const ann = await rig.visitor('Ann');
    const content = `<@${ann.user.id}> and @everyone`;
    const post = async (allowed_mentions?: object) =>
      (
        await rig.rest('POST', `/channels/${rig.playground.channelId}/messages`, {
          content,
          ...(allowed_mentions ? { allowed_mentions } : {}),
        })
      ).json;
    expect(await post({ parse: [] })).toMatchObject({ mentions: [], mention_everyone: false });
    expect(await post()).toMatchObject({ mentions: [{ id: ann.user.id }], mention_everyone: false });
    const webhook = rig.playground.addPersonalWebhook(rig.playground.channelId, 'Somebody');
    const pinging = await rig.rest('POST', `/webhooks/${webhook.id}/${webhook.token}?wait=true`, { content });
    expect(pinging.json).toMatchObject({ mentions: [{ id: ann.user.id }], mention_everyone: true });
  });
});
