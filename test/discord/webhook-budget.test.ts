import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEBHOOK_LIMITS } from '../../src/discord/limits.ts';
import { type Place, WebhookBudget } from '../../src/discord/thread/webhook-budget.ts';
import { HandClock } from '../support/hand-clock.ts';

const never = new AbortController().signal;
const CHANNEL = 'channel';
const { perChannel, perWebhook } = WEBHOOK_LIMITS;

/** Moves the clock on until a finished text has its place. */
async function final(budget: WebhookBudget, clock: HandClock, webhook: string): Promise<Place> {
  let place: Place | undefined;
  const taken = budget.takeFinal(CHANNEL, webhook, never).then((given) => {
    place = given;
  });
  for (;;) {
    // What waits for the clock has begun to wait once all that is ready has run.
    await new Promise(setImmediate);
    if (place !== undefined) return place;
    clock.move(clock.sleeping[0] ?? expect.fail());
    await Promise.race([taken, new Promise(setImmediate)]);
  }
}

/** A request of a member, the time until Discord counts it and until its answer is here. */
const step = fc.record({
  webhook: fc.constantFrom('ada', 'bea', 'cem', 'dev', 'eve', 'fay', 'gus', 'hal'),
  live: fc.boolean(),
  pause: fc.constantFrom(0, 0, 0, 10, 300, 2000, 20_000),
  under: fc.nat(400),
  back: fc.nat(400),
});

/** The most that were counted within any window. */
function most(times: readonly number[], window: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + window).length));
}

describe('the budget of webhook requests', () => {
  it('is never more than Discord allows, whenever Discord counts them, and words in flight leave room', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (steps) => {
        const clock = new HandClock();
        const budget = new WebhookBudget(clock, 'discord');
        const counted: { readonly webhook: string; readonly at: number }[] = [];
        for (const { webhook, live, pause, under, back } of steps) {
          clock.move(pause);
          const before = counted.filter(({ at }) => at > clock.now() - perChannel.milliseconds).length;
          const place = live ? budget.takeLive(CHANNEL, webhook) : await final(budget, clock, webhook);
          if (place === undefined) continue;
          if (live) expect(before).toBeLessThan(perChannel.requests - 12);
          clock.move(under);
          counted.push({ webhook, at: clock.now() });
          clock.move(back);
          place.done();
        }
        expect(
          most(
            counted.map(({ at }) => at),
            perChannel.milliseconds,
          ),
        ).toBeLessThan(perChannel.requests);
        for (const name of new Set(counted.map(({ webhook }) => webhook))) {
          const own = counted.filter(({ webhook }) => webhook === name).map(({ at }) => at);
          expect(most(own, perWebhook.milliseconds)).toBeLessThan(perWebhook.requests);
        }
        expect(budget.longestWait).toBeLessThanOrEqual(perChannel.milliseconds + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('makes finished texts wait no longer than it must', async () => {
    const clock = new HandClock();
    const budget = new WebhookBudget(clock, 'discord');
    const began = clock.now();
    for (let count = 0; count < 4; count += 1) (await final(budget, clock, 'ada')).done();
    expect(clock.now()).toBe(began);
    (await final(budget, clock, 'bea')).done();
    expect(clock.now()).toBe(began);
    (await final(budget, clock, 'ada')).done();
    expect(clock.now() - began).toBe(perWebhook.milliseconds + 1);
    expect(budget.longestWait).toBe(perWebhook.milliseconds + 1);
  });

  it('counts a request that is under way as made just now', async () => {
    const clock = new HandClock();
    const budget = new WebhookBudget(clock, 'discord');
    const [slow] = [await final(budget, clock, 'ada')];
    for (let count = 0; count < 3; count += 1) (await final(budget, clock, 'ada')).done();
    clock.move(perWebhook.milliseconds - 1);
    // Discord may count it only now.
    slow?.done();
    clock.move(2);
    for (let count = 0; count < 3; count += 1) expect(budget.takeLive(CHANNEL, 'ada')).toBeDefined();
    expect(budget.takeLive(CHANNEL, 'ada')).toBeUndefined();
  });

  it('is one for all threads of a channel, and each channel has its own', async () => {
    const clock = new HandClock();
    const budget = new WebhookBudget(clock, 'discord');
    for (let count = 0; count < 17; count += 1) budget.takeLive(CHANNEL, `webhook ${count}`)?.done();
    expect(budget.takeLive(CHANNEL, 'another')).toBeUndefined();
    expect(budget.takeLive('other channel', 'another')).toBeDefined();
  });

  it('has no end on a playground without limits', async () => {
    const clock = new HandClock();
    const budget = new WebhookBudget(clock, 'none');
    for (let count = 0; count < 100; count += 1) expect(budget.takeLive(CHANNEL, 'ada')).toBeDefined();
    expect(clock.sleeping).toEqual([]);
    expect(budget.betweenReactions).toBe(0);
  });

  it('gives up a wait when the bot stops', async () => {
    const clock = new HandClock();
    const budget = new WebhookBudget(clock, 'discord');
    for (let count = 0; count < 4; count += 1) (await final(budget, clock, 'ada')).done();
    const stop = new AbortController();
    const waiting = budget.takeFinal(CHANNEL, 'ada', stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});
