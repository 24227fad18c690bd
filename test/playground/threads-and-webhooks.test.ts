import { ChannelType, Events, type GuildMember, type ThreadChannel, WebhookClient } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { next, PIXEL, Rig } from './rig.ts';

describe('threads and webhooks', () => {
  test('a persona speaks in a thread with its own face, edits, and shows a file', async () => {
    const rig = await Rig.start();
    const { channel } = await rig.bot();
    const ann = await rig.visitor('Ann');
    const thread = await channel.threads.create({ name: 'A debate', type: ChannelType.PublicThread });
    const webhook = await channel.createWebhook({ name: 'Ada', avatar: PIXEL });
    const client = new WebhookClient(
      { id: webhook.id, token: webhook.token ?? '' },
      { rest: { api: rig.playground.apiUrl } },
    );

    const heard = next(ann, 'MESSAGE_CREATE', ({ channel_id }) => channel_id === thread.id);
    const posted = await client.send({
      content: 'First',
      threadId: thread.id,
      files: [{ attachment: PIXEL, name: 'chart.png' }],
    });
    expect((await heard).author).toMatchObject({ username: 'Ada', id: webhook.id, bot: true });
    await client.editMessage(posted.id, { content: 'Second', threadId: thread.id });

    const [message] = await ann.messages(thread.id);
    expect(message).toMatchObject({
      content: 'Second',
      webhook_id: webhook.id,
      attachments: [{ filename: 'chart.png' }],
    });
    const origin = new URL(rig.playground.pageUrl).origin;
    for (const address of [
      message?.attachments[0]?.url ?? '',
      `${origin}/avatars/${webhook.id}/${message?.author.avatar}.png`,
    ]) {
      const response = await fetch(address);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(Buffer.from(await response.arrayBuffer()).equals(PIXEL)).toBe(true);
    }
    await client.deleteMessage(posted.id, thread.id);
    expect(await ann.messages(thread.id)).toEqual([]);
    expect(rig.playground.violations()).toEqual([]);
  });

  test("buttons under a persona work, unless the webhook is a person's", async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    const components = [{ type: 1, components: [{ type: 2, style: 1, label: 'Vote', custom_id: 'vote' }] }];
    const pressed = new Promise<string>((resolve) => {
      client.on(Events.InteractionCreate, async (interaction) => {
        if (!interaction.isButton()) return;
        await interaction.deferUpdate();
        resolve(interaction.customId);
      });
    });
    const webhook = await channel.createWebhook({ name: 'Ada' });
    const ann = await rig.visitor('Ann');
    await rig.rest('POST', `/webhooks/${webhook.id}/${webhook.token}`, { content: 'x', components });
    const [message] = await ann.messages(channel.id);
    if (message === undefined) throw new Error('The webhook posted nothing.');
    await ann.press(message, 'vote');
    expect(await pressed).toBe('vote');

    const personal = rig.playground.addPersonalWebhook(channel.id, 'Somebody');
    const refused = await rig.rest('POST', `/webhooks/${personal.id}/${personal.token}`, { content: 'x', components });
    expect(refused.status).toBe(400);
  });

  test('an archived thread takes no edits, and comes back by a message unless it is locked', async () => {
    const rig = await Rig.start();
    const { channel } = await rig.bot();
    const thread = await channel.threads.create({ name: 'A debate', type: ChannelType.PublicThread });
    const message = await thread.send('one');
    rig.playground.archiveThread(thread.id, false);
    await expect(message.edit('two')).rejects.toMatchObject({ code: 50083 });
    await expect(message.react('👍')).rejects.toMatchObject({ code: 50083 });
    await thread.send('three');
    await message.edit('two');
    rig.playground.archiveThread(thread.id, true);
    await expect(thread.send('four')).rejects.toMatchObject({ code: 50083 });
    await thread.setArchived(false);
    await thread.send('five');
    expect((await thread.messages.fetch()).map(({ content }) => content)).toEqual(['five', 'three', 'two']);
  });

  test('who joined a thread can be asked for one by one', async () => {
    const rig = await Rig.start();
    const { channel } = await rig.bot();
    const [ann, ben] = [await rig.visitor('Ann'), await rig.visitor('Ben')];
    const thread: ThreadChannel = await channel.threads.create({ name: 'A debate', type: ChannelType.PublicThread });
    await ann.joinThread(thread.id);
    expect((await thread.members.fetch(ann.user.id)).id).toBe(ann.user.id);
    await expect(thread.members.fetch(ben.user.id)).rejects.toMatchObject({ code: 10007 });
    await expect(thread.members.fetch()).rejects.toMatchObject({ code: 50001 });
  });

  test('reactions are listed page by page, and a moderator may wipe them', async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    const message = await channel.send('React');
    const voters = await Promise.all(Array.from({ length: 5 }, (_, index) => rig.visitor(`Voter ${index}`, true)));
    await message.react('👍');
    for (const voter of voters) await voter.react(channel.id, message.id, '👍');
    await voters[0]?.unreact(channel.id, message.id, '👍');

    const views = voters.slice(0, 2).map((voter) => next(voter, 'MESSAGE_UPDATE'));
    await message.edit('React, please');
    const own = (await Promise.all(views)).map(({ reactions }) => reactions?.map(({ count, me }) => ({ count, me })));
    expect(own).toEqual([[{ count: 5, me: false }], [{ count: 5, me: true }]]);

    const path = `/channels/${channel.id}/messages/${message.id}/reactions/${encodeURIComponent('👍')}`;
    const ids: string[] = [];
    for (;;) {
      const { json } = await rig.rest('GET', `${path}?limit=2&after=${ids.at(-1) ?? '0'}`);
      const users = Object.values(json ?? {}) as { id: string }[];
      if (users.length === 0) break;
      ids.push(...users.map(({ id }) => id));
    }
    expect(ids).toHaveLength(5);
    expect(new Set(ids)).toEqual(new Set([client.user.id, ...voters.slice(1).map(({ user }) => user.id)]));

    const wiped = new Promise((resolve) => client.once(Events.MessageReactionRemoveAll, ({ id }) => resolve(id)));
    rig.playground.removeAllReactions(channel.id, message.id);
    expect(await wiped).toBe(message.id);
    const member: GuildMember = await channel.guild.members.fetch(voters[0]?.user.id ?? '');
    expect(member.roles.cache.some(({ name }) => name === 'scripted voter')).toBe(true);
  });

  test("a webhook that somebody deleted is unknown, which is nobody's mistake", async () => {
    const rig = await Rig.start();
    const { channel } = await rig.bot();
    const webhook = await channel.createWebhook({ name: 'Ada' });
    rig.playground.deleteWebhooks(channel.id);
    await expect(webhook.send('x')).rejects.toMatchObject({ code: 10015 });
    expect(rig.playground.violations()).toEqual([]);
  });
});
