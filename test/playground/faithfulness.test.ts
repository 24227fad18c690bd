import { Client, GatewayIntentBits } from 'discord.js';
import {
  type APIApplication,
  type APIMessage,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { JumpingClock, next, Rig } from './rig.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;

/** The code with which the gateway closes the connection of who identifies so. */
async function closeCode(rig: Rig, identify: object): Promise<number> {
  const { url } = (await rig.rest('GET', '/gateway/bot')).json as { url: string };
  const socket = new WebSocket(`${url}/?v=10&encoding=json`);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(JSON.stringify({ op: 2, d: { properties: {}, ...identify } })));
    socket.on('close', (code) => resolve(code));
  });
}

async function thread(rig: Rig, name = 'A thread'): Promise<string> {
  const made = await rig.rest('POST', `/channels/${rig.playground.channelId}/threads`, { name, type: 11 });
  return String(made.json?.['id']);
}

describe('answers as Discord gives them', () => {
  test('times have microseconds and an offset', async () => {
    const rig = await Rig.start();
    const id = await thread(rig);
    const message = (await rig.rest('POST', `/channels/${id}/messages`, { content: 'x' })).json;
    expect(message?.['timestamp']).toMatch(TIME);
    const edited = await rig.rest('PATCH', `/channels/${id}/messages/${message?.['id']}`, { content: 'y' });
    expect(edited.json?.['edited_timestamp']).toMatch(TIME);
    const { json } = await rig.rest('GET', `/channels/${id}`);
    expect(json).toMatchObject({
      thread_metadata: {
        archive_timestamp: expect.stringMatching(TIME),
        create_timestamp: expect.stringMatching(TIME),
      },
      member: { join_timestamp: expect.stringMatching(TIME) },
    });
  });

  test('bad fields are named in the tree, and the message says no more than that there are some', async () => {
    const rig = await Rig.start();
    const { channelId } = rig.playground;
    const post = (body: object) => rig.rest('POST', `/channels/${channelId}/messages`, body);
    expect((await post({ content: 'x'.repeat(2001) })).json).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    });
    expect((await post({ embeds: [{ fields: [{ name: 'x', value: 'y'.repeat(1025) }] }] })).json?.['errors']).toEqual({
      embeds: {
        0: {
          fields: {
            0: { value: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 1024 or fewer in length.' }] } },
          },
        },
      },
    });
    const noName = await rig.rest('POST', `/channels/${channelId}/webhooks`, {});
    expect(noName.json?.['errors']).toEqual({
      name: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] },
    });
    const tooMany = await rig.rest('GET', `/channels/${channelId}/messages?limit=101`);
    expect(tooMany.json?.['errors']).toEqual({
      limit: {
        _errors: [{ code: 'NUMBER_TYPE_MAX', message: 'int value should be less than or equal to 100.' }],
      },
    });
  });

  test('where there is nothing Discord says 404, without a code', async () => {
    const rig = await Rig.start();
    const { status, json } = await rig.rest('GET', '/voice/regions');
    expect([status, json]).toEqual([404, { message: '404: Not Found', code: 0 }]);
  });

  test('who must wait is told so in whole seconds by the header, exactly by the body, and for whom the limit is', async () => {
    const rig = await Rig.start({ rateLimits: 'real', clock: new JumpingClock() });
    const { channelId } = rig.playground;
    const react = async (emoji: string, id: unknown) =>
      rig.rest('PUT', `/channels/${channelId}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`);
    const { json } = await rig.rest('POST', `/channels/${channelId}/messages`, { content: 'x' });
    await react('👍', json?.['id']);
    const limited = await react('🎉', json?.['id']);
    expect(limited.json).toEqual({
      message: 'You are being rate limited.',
      retry_after: expect.any(Number),
      global: false,
    });
    expect(limited.headers.get('retry-after')).toBe('1');
    expect(limited.headers.get('x-ratelimit-scope')).toBe('user');
    expect(limited.headers.get('x-ratelimit-remaining')).toBe('0');

    const webhook = (await rig.rest('POST', `/channels/${channelId}/webhooks`, { name: 'Ada' })).json;
    const speak = () => rig.rest('POST', `/webhooks/${webhook?.['id']}/${webhook?.['token']}`, { content: 'x' });
    for (let count = 0; count < 5; count += 1) await speak();
    const shared = await speak();
    expect(shared.json).toMatchObject({ message: 'The resource is being rate limited.', global: false });
    expect(shared.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(shared.headers.get('x-ratelimit-scope')).toBe('shared');
  });

  test('without the right to read history a list is empty and a single message is refused', async () => {
    const rig = await Rig.start();
    const { channelId } = rig.playground;
    const { json } = await rig.rest('POST', `/channels/${channelId}/messages`, { content: 'x' });
    rig.playground.setBotPermissions(Permission.ViewChannel);
    expect((await rig.rest('GET', `/channels/${channelId}/messages`)).json).toEqual([]);
    expect((await rig.rest('GET', `/channels/${channelId}/messages/${json?.['id']}`)).json).toMatchObject({
      code: 50013,
    });
  });
});

describe('threads as Discord keeps them', () => {
  test('messages have their place, and a deleted one counts as sent', async () => {
    const rig = await Rig.start();
    const id = await thread(rig);
    const sent: APIMessage[] = [];
    for (const content of ['one', 'two', 'three'])
      sent.push((await rig.rest('POST', `/channels/${id}/messages`, { content })).json as unknown as APIMessage);
    expect(sent.map(({ position }) => position)).toEqual([0, 1, 2]);
    await rig.rest('DELETE', `/channels/${id}/messages/${sent[1]?.id}`);
    expect((await rig.rest('GET', `/channels/${id}`)).json).toMatchObject({ message_count: 2, total_message_sent: 3 });
    const elsewhere = await rig.rest('POST', `/channels/${rig.playground.channelId}/messages`, { content: 'x' });
    expect(elsewhere.json).not.toHaveProperty('position');
  });

  test('a new name is announced by a line in the thread', async () => {
    const rig = await Rig.start();
    const id = await thread(rig, 'Before');
    const ann = await rig.visitor('Ann');
    const announced = next(ann, 'MESSAGE_CREATE');
    await rig.rest('PATCH', `/channels/${id}`, { name: 'After' });
    expect(await announced).toMatchObject({ channel_id: id, type: MessageType.ChannelNameChange, content: 'After' });
  });

  test('archived ones are listed by the time of their archiving', async () => {
    const clock = new JumpingClock();
    const rig = await Rig.start({ clock });
    const [first, second] = [await thread(rig, 'First'), await thread(rig, 'Second')];
    for (const id of [second, first]) {
      clock.jump(1000);
      rig.playground.archiveThread(id, false);
    }
    const list = async (query = '') => {
      const path = `/channels/${rig.playground.channelId}/threads/archived/public${query}`;
      return (await rig.rest('GET', path)).json as unknown as {
        threads: { id: string; thread_metadata: { archive_timestamp: string } }[];
      };
    };
    const all = (await list()).threads;
    expect(all.map(({ id }) => id)).toEqual([first, second]);
    const before = encodeURIComponent(all[0]?.thread_metadata.archive_timestamp ?? '');
    expect((await list(`?before=${before}`)).threads.map(({ id }) => id)).toEqual([second]);
  });

  test('nothing is deleted in one that a moderator has locked and archived', async () => {
    const rig = await Rig.start();
    rig.playground.setBotPermissions(
      Permission.ViewChannel | Permission.CreatePublicThreads | Permission.SendMessagesInThreads,
    );
    const id = await thread(rig);
    const { json } = await rig.rest('POST', `/channels/${id}/messages`, { content: 'x' });
    rig.playground.archiveThread(id, true);
    expect((await rig.rest('DELETE', `/channels/${id}/messages/${json?.['id']}`)).json).toMatchObject({ code: 50083 });
    rig.playground.archiveThread(id, false);
    expect((await rig.rest('DELETE', `/channels/${id}/messages/${json?.['id']}`)).status).toBe(204);
  });
});

describe('the gateway as Discord keeps it', () => {
  test('intents that are not switched on end the connection, and so do those that there are not', async () => {
    const rig = await Rig.start();
    const token = rig.playground.botToken;
    for (const privileged of [1 << 1, 1 << 8, 1 << 15])
      expect(await closeCode(rig, { token, intents: 1 | privileged })).toBe(4014);
    expect(await closeCode(rig, { token, intents: 1 << 22 })).toBe(4013);
    expect(await closeCode(rig, { token: 'AAAA.BBBB.CCCC', intents: 1 })).toBe(4004);
    expect(await closeCode(rig, { token })).toBe(4002);
  });

  test('intents that are switched on are taken, and the application says that it has them', async () => {
    const rig = await Rig.start({ privilegedIntents: true });
    const client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers, GatewayIntentBits.MessageContent],
      rest: { api: rig.playground.apiUrl },
    });
    onTestFinished(() => client.destroy());
    const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
    await client.login(rig.playground.botToken);
    const { flags } = (await ready).application;
    expect(flags.toArray()).toEqual(
      expect.arrayContaining(['GatewayGuildMembersLimited', 'GatewayMessageContentLimited', 'GatewayPresenceLimited']),
    );
    expect(await client.guilds.cache.first()?.members.fetch()).toHaveProperty('size', 1);
  });

  test('the application says whose it is: a person, or a team, for which an account stands that is nobody', async () => {
    const rig = await Rig.start();
    const [ann] = [await rig.visitor('Ann'), await rig.visitor('Voter (scripted)', true)];
    const application = async () => (await rig.rest('GET', '/applications/@me')).json as unknown as APIApplication;

    const { team, owner } = await application();
    expect(team?.members).toHaveLength(2);
    expect(team?.members.at(-1)).toEqual({
      user: expect.objectContaining({ id: ann.user.id, username: 'ann' }),
      team_id: team?.id,
      membership_state: 2,
      permissions: ['*'],
      role: 'admin',
    });
    expect(team?.members.map(({ user }) => user.id)).toContain(team?.owner_user_id);
    expect(owner).toMatchObject({ id: team?.id, username: `team${team?.id}`, public_flags: 1 << 10 });

    rig.playground.giveApplicationTo(ann.user.id);
    expect(await application()).toMatchObject({ team: null, owner: { id: ann.user.id } });
  });

  test('discord.js takes everything that comes without a warning', async () => {
    const rig = await Rig.start();
    const warnings: unknown[] = [];
    const warn = (warning: unknown): void => void warnings.push(warning);
    process.on('warning', warn);
    onTestFinished(() => void process.off('warning', warn));
    const { client, channel } = await rig.bot();
    client.on('warn', warn);
    const ann = await rig.visitor('Ann');
    const started = await channel.threads.create({ name: 'A thread' });
    const message = await started.send('x');
    await ann.react(started.id, message.id, '⚠️');
    await ann.unreact(started.id, message.id, '⚠️');
    await started.setName('Another name');
    await message.edit('y');
    await message.delete();
    rig.playground.archiveThread(started.id, false);
    await rig.playground.disconnectBot();
    await new Promise((resolve) => client.once('shardResume', resolve));
    // A warning is told in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });
});

describe('interactions as Discord knows them', () => {
  test('an answer to a button answers its message, one to a command names the subcommand', async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    await client.application.commands.set([
      { name: 'debate', description: 'x', options: [{ type: 1, name: 'start', description: 'x' }] },
    ]);
    client.on('interactionCreate', (interaction) => {
      if (interaction.isRepliable()) void interaction.reply({ content: 'answer' });
    });
    const ann = await rig.visitor('Ann');
    const posted = next(ann, 'MESSAGE_CREATE');
    await channel.send({
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', customId: 'x' }] }],
      content: 'Press',
    });
    const question = await posted;
    const pressed = next(ann, 'MESSAGE_CREATE');
    await ann.press(question, 'x');
    expect(await pressed).toMatchObject({
      type: MessageType.Reply,
      message_reference: { message_id: question.id, channel_id: channel.id },
      interaction_metadata: { type: 3, interacted_message_id: question.id },
      webhook_id: client.application.id,
      application_id: client.application.id,
    });
    const commanded = next(ann, 'MESSAGE_CREATE');
    await ann.runCommand('debate', [{ type: 1, name: 'start', options: [] }], channel.id);
    expect(await commanded).toMatchObject({
      type: MessageType.ChatInputCommand,
      interaction: { name: 'debate start' },
    });
  });

  test('a command that is switched off for everybody can be used by nobody', async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    await client.application.commands.set([{ name: 'debate', description: 'x', defaultMemberPermissions: 0n }]);
    const ann = await rig.visitor('Ann');
    await expect(ann.runCommand('debate', [], channel.id)).rejects.toMatchObject({ code: 50013 });
  });
});
