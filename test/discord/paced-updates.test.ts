import { expect, it } from 'vitest';
import { seatSchema } from '../../src/debate/plan.ts';
import { pacedUpdates } from '../../src/discord/thread/paced-updates.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { UpdateQueue } from '../../src/trial/update-queue.ts';
import { HandClock } from '../support/hand-clock.ts';

const EVERY = 3000;
const turn = { round: 1, seat: seatSchema.parse('grace') };

function words(text: string): TrialUpdate {
  return { source: 'debate', arm: 'ensemble', event: { type: 'turn-delta', turn, attempt: 1, text } };
}

function heading(round: number): TrialUpdate {
  return { source: 'debate', arm: 'ensemble', event: { type: 'round-start', round, heading: `Round ${round}` } };
}

/** What came through, with the time since the start. */
function watch(queue: UpdateQueue, clock: HandClock, signal = new AbortController().signal) {
  const began = clock.now();
  const came: [string, number][] = [];
  const done = (async () => {
    for await (const update of pacedUpdates(queue, EVERY, clock, signal)) {
      const { event } = update;
      came.push([event.type === 'turn-delta' ? event.text : event.type, clock.now() - began]);
    }
  })();
  done.catch(() => {});
  return { came, done };
}

/** Lets everything run that waits for no clock, then moves the clock. */
async function pass(clock: HandClock, milliseconds: number): Promise<void> {
  await new Promise(setImmediate);
  clock.move(milliseconds);
  await new Promise(setImmediate);
}

it('shows the first words at once, and then the newest ones once in a while', async () => {
  const clock = new HandClock();
  const queue = new UpdateQueue([]);
  const { came } = watch(queue, clock);
  queue.push(words('one'));
  await pass(clock, 0);
  expect(came).toEqual([['one', 0]]);
  for (const text of ['one two', 'one two three', 'one two three four']) {
    queue.push(words(text));
    await pass(clock, 500);
  }
  expect(came).toHaveLength(1);
  await pass(clock, 1500);
  expect(came.slice(1)).toEqual([['one two three four', 3000]]);
  // Nothing new is nothing to show.
  await pass(clock, 10_000);
  expect(came).toHaveLength(2);
  queue.push(words('five'));
  await pass(clock, 0);
  expect(came.at(-1)).toEqual(['five', 13_000]);
});

it('never lets anything finished wait for words, and drops the words that it overtakes', async () => {
  const clock = new HandClock();
  const queue = new UpdateQueue([heading(1)]);
  const { came, done } = watch(queue, clock);
  queue.push(words('one'));
  await pass(clock, 0);
  queue.push(words('one two'));
  await pass(clock, 100);
  queue.push(heading(2));
  queue.push(heading(3));
  queue.end();
  await done;
  expect(came).toEqual([
    ['round-start', 0],
    ['one', 0],
    ['round-start', 100],
    ['round-start', 100],
  ]);
});

it('shows the last words when nothing follows them', async () => {
  const clock = new HandClock();
  const queue = new UpdateQueue([]);
  const { came, done } = watch(queue, clock);
  queue.push(words('one'));
  await pass(clock, 0);
  queue.push(words('one two'));
  await pass(clock, EVERY);
  expect(came.at(-1)).toEqual(['one two', EVERY]);
  queue.end();
  await done;
});

it('ends at once when the bot stops', async () => {
  const clock = new HandClock();
  const queue = new UpdateQueue([]);
  const stop = new AbortController();
  const { came, done } = watch(queue, clock, stop.signal);
  queue.push(words('one'));
  await pass(clock, 0);
  queue.push(words('one two'));
  await pass(clock, 10);
  stop.abort();
  await expect(done).rejects.toThrow(/abort/i);
  expect(came).toHaveLength(1);
});

it('passes on what its source fails with', async () => {
  const broken: AsyncIterable<TrialUpdate> = {
    async *[Symbol.asyncIterator]() {
      yield heading(1);
      throw new Error('the store broke');
    },
  };
  const clock = new HandClock();
  const all = (async () => {
    for await (const _ of pacedUpdates(broken, EVERY, clock, new AbortController().signal));
  })();
  await expect(all).rejects.toThrow('the store broke');
});
