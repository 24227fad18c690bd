import { PermissionFlagsBits, type ThreadChannel } from 'discord.js';
import { expect, it } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import { ReactionOffers } from '../../src/discord/reactions/reaction-offers.ts';
import { Rig } from '../playground/rig.ts';
import { content } from '../support/content.ts';
import { skippingClock } from '../support/hand-clock.ts';

const { reactions } = content.reactions;
const EMOJIS = reactions.map(({ emoji }) => emoji);

interface Setting {
  readonly rig: Rig;
  readonly thread: ThreadChannel;
  readonly told: string[];
  readonly stop: AbortController;
  readonly offers: ReactionOffers;
  /** The emojis under a message, in order. */
  under(messageId: string): Promise<(string | null)[]>;
}

async function setting(): Promise<Setting> {
  const rig = await Rig.start();
  rig.playground.setBotPermissions(NEEDED_PERMISSIONS);
  const { channel } = await rig.bot();
  const thread = await channel.threads.create({ name: 'A debate' });
  const told: string[] = [];
  const stop = new AbortController();
  const offers = new ReactionOffers({
    thread,
    pause: 350,
    clock: skippingClock(),
    log: createLog('silent'),
    signal: stop.signal,
    async onMissing(error) {
      told.push(error.message);
    },
  });
  const visitor = await rig.visitor('Ada');
  const under = async (messageId: string): Promise<(string | null)[]> => {
    const message = (await visitor.messages(thread.id)).find(({ id }) => id === messageId);
    return (message?.reactions ?? []).map(({ emoji }) => emoji.name);
  };
  return { rig, thread, told, stop, offers, under };
}

it('offers all reactions that have a meaning, in order, one message after the other', async () => {
  const { rig, thread, offers, under } = await setting();
  const messages = [await thread.send('one'), await thread.send('two')];
  for (const { id } of messages) offers.offer(id, reactions);
  await offers.done;
  for (const { id } of messages) expect(await under(id)).toEqual(EMOJIS);
  expect(rig.playground.violations()).toEqual([]);
});

it('gives none twice after a restart', async () => {
  const { rig, thread, offers, under } = await setting();
  const message = await thread.send('one');
  await message.react(EMOJIS[1] ?? '');
  offers.offer(message.id, reactions);
  await offers.done;
  expect((await under(message.id)).toSorted()).toEqual(EMOJIS.toSorted());
  expect(rig.playground.requests().filter(({ method }) => method === 'PUT')).toHaveLength(EMOJIS.length);
});

it('opens a thread that was archived in the meantime, without being refused first', async () => {
  const { rig, thread, offers, under } = await setting();
  const message = await thread.send('one');
  const archived = new Promise((resolve) => thread.client.once('threadUpdate', resolve));
  rig.playground.archiveThread(thread.id, false);
  await archived;
  offers.offer(message.id, reactions);
  await offers.done;
  expect(await under(message.id)).toEqual(EMOJIS);
  expect(thread.archived).toBe(false);
  expect(rig.playground.violations()).toEqual([]);
});

it('opens a thread of whose archiving it has not heard yet', async () => {
  const { rig, thread, offers, under } = await setting();
  const message = await thread.send('one');
  const archived = new Promise((resolve) => thread.client.once('threadUpdate', resolve));
  rig.playground.archiveThread(thread.id, false);
  await archived;
  // As it is before the gateway tells.
  thread.archived = false;
  offers.offer(message.id, reactions);
  await offers.done;
  expect(await under(message.id)).toEqual(EMOJIS);
  expect(rig.playground.violations().map(({ code }) => code)).toEqual([50083]);
});

it('says which permission is missing, asks for nothing then, and goes on when it is back', async () => {
  const { rig, thread, told, offers, under } = await setting();
  const [first, second] = [await thread.send('one'), await thread.send('two')];
  const changed = new Promise((resolve) => thread.client.once('roleUpdate', resolve));
  rig.playground.setBotPermissions(NEEDED_PERMISSIONS & ~PermissionFlagsBits.AddReactions);
  await changed;
  offers.offer(first.id, reactions);
  await offers.done;
  expect(told).toEqual(['The bot lacks a permission in #debates: Add Reactions.']);
  const back = new Promise((resolve) => thread.client.once('roleUpdate', resolve));
  rig.playground.setBotPermissions(NEEDED_PERMISSIONS);
  await back;
  offers.offer(second.id, reactions);
  await offers.done;
  expect(await under(first.id)).toEqual([]);
  expect(await under(second.id)).toEqual(EMOJIS);
  expect(rig.playground.violations()).toEqual([]);
});

it('passes over a message that is gone, and stops with the bot', async () => {
  const { rig, thread, stop, offers, under } = await setting();
  const [first, second] = [await thread.send('one'), await thread.send('two')];
  rig.playground.deleteMessage(thread.id, first.id);
  offers.offer(first.id, reactions);
  await offers.done;
  stop.abort();
  offers.offer(second.id, reactions);
  await offers.done;
  expect(await under(second.id)).toEqual([]);
  expect(rig.playground.violations()).toEqual([]);
});
