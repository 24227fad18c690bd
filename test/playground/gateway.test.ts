import { Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { next, Rig } from './rig.ts';

describe('the gateway', () => {
  test('a bot that lost its connection resumes and has missed nothing', async () => {
    const rig = await Rig.start();
    const { client, channel } = await rig.bot();
    const ann = await rig.visitor('Ann');
    const message = await channel.send('React');
    const seen: string[] = [];
    client.on(Events.MessageReactionAdd, ({ emoji }) => seen.push(emoji.name ?? ''));
    let identified = 0;
    client.on(Events.ShardReady, () => {
      identified += 1;
    });
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    await ann.react(channel.id, message.id, '👍');
    const offline = next(ann, 'BOT_PRESENCE', ({ online }) => !online);
    const gone = rig.playground.disconnectBot();
    await offline;
    await ann.react(channel.id, message.id, '🎉');
    await gone;
    await ann.react(channel.id, message.id, '🔥');
    await resumed;
    await ann.react(channel.id, message.id, '🧊');
    await expect.poll(() => seen).toEqual(['👍', '🎉', '🔥', '🧊']);
    expect(identified).toBe(0);
  });

  test('what others write is empty without the intent for content', async () => {
    const rig = await Rig.start({ privilegedIntents: true });
    const { client, channel } = await rig.bot();
    const reader = await rig.bot([GatewayIntentBits.MessageContent]);
    const ann = await rig.visitor('Ann');
    const heard = (bot: typeof client) =>
      new Promise<string>((resolve) => bot.once(Events.MessageCreate, ({ content }) => resolve(content)));
    const [plain, withIntent] = [heard(client), heard(reader.client)];
    await ann.send(channel.id, 'a secret');
    expect(await plain).toBe('');
    expect(await withIntent).toBe('a secret');
    const mentioned = heard(client);
    await ann.send(channel.id, `<@${client.user.id}> hello`);
    expect(await mentioned).toContain('hello');
  });

  test('a wrong token is refused', async () => {
    const rig = await Rig.start();
    const client = new Client({ intents: [], rest: { api: rig.playground.apiUrl } });
    onTestFinished(() => client.destroy());
    await expect(client.login('AAAA.BBBB.CCCC')).rejects.toThrow(/token/i);
  });
});
