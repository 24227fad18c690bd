import { expect, it } from 'vitest';
import { seatSchema } from '../../src/debate/plan.ts';
import { WEBHOOK_LIMITS } from '../../src/discord/limits.ts';
import { pacedUpdates } from '../../src/discord/thread/paced-updates.ts';
import { WebhookBudget } from '../../src/discord/thread/webhook-budget.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { UpdateQueue } from '../../src/trial/update-queue.ts';
import { HandClock } from '../support/hand-clock.ts';

const HOUR = 3_600_000;
const EVERY = 3000;
const never = new AbortController().signal;

function words(text: string): TrialUpdate {
  const turn = { round: 1, seat: seatSchema.parse('grace') };
  return { source: 'debate', arm: 'ensemble', event: { type: 'turn-delta', turn, attempt: 1, text } };
}

it('lets finished texts through when the clock is set back, and keeps to the limits after that', async () => {
  const clock = new HandClock();
  const budget = new WebhookBudget(clock, 'discord');
  const take = async (): Promise<void> => (await budget.takeFinal('channel', 'ada', never)).done();
  // As many as go out without waiting.
  for (let texts = 1; texts < WEBHOOK_LIMITS.perWebhook.requests; texts += 1) await take();
  clock.move(-HOUR);
  await take();
  const longest = WEBHOOK_LIMITS.perWebhook.milliseconds + 1;
  for (let texts = 0; texts < WEBHOOK_LIMITS.perWebhook.requests; texts += 1) {
    void take();
    await new Promise(setImmediate);
  }
  expect(clock.sleeping.length).toBeGreaterThan(0);
  for (const left of clock.sleeping) expect(left).toBeLessThanOrEqual(longest);
});

it('shows words in flight as often as ever when the clock is set back', async () => {
  const clock = new HandClock();
  const queue = new UpdateQueue([words('one')]);
  const came: TrialUpdate[] = [];
  const showing = (async () => {
    for await (const update of pacedUpdates(queue, EVERY, clock, never)) came.push(update);
  })();
  await new Promise(setImmediate);
  clock.move(0);
  await new Promise(setImmediate);
  expect(came).toEqual([words('one')]);
  clock.move(-HOUR);
  queue.push(words('one two'));
  await new Promise(setImmediate);
  expect(clock.sleeping).toEqual([EVERY]);
  clock.move(EVERY);
  await new Promise(setImmediate);
  expect(came).toEqual([words('one'), words('one two')]);
  queue.end();
  await showing;
});
