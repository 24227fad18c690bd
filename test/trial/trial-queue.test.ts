import { expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { makeTrialPlan } from '../../src/trial/make-trial-plan.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import { TrialQueue } from '../../src/trial/trial-queue.ts';
import { content, prompts } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';
import { requestOf } from './processes.ts';

const models = [scriptedModelInfo(MODEL)];
const picked = { host: pooled(scriptedHost(models, goodScript)), goodFor: '', betterModels: '', caution: '' };

/** @param name the guild's letter and a number */
function planOf(name: string): TrialPlan {
  const origin = { guildId: `guild-${name.charAt(0)}`, channelId: 'c' };
  const trial = trialIdSchema.parse(`t-${name.charCodeAt(0).toString(16)}${name.slice(1).padStart(4, '0')}`);
  const deps = { picked, content, prompts, models, trial, judged: ['debate'], drawnSeed: 1 } as const;
  return makeTrialPlan({ ...requestOf(name), origin }, deps);
}

/** Trials that work until they are told to end. */
class Room {
  readonly queue: TrialQueue;
  readonly plans = new Map<string, TrialPlan>();
  readonly #ends = new Map<string, () => void>();
  readonly #leaving = new Map<string, AbortController>();
  readonly begun: string[] = [];
  readonly left: string[] = [];

  constructor(capacity: number) {
    this.queue = new TrialQueue(capacity);
  }

  add(name: string): Promise<void> {
    const plan = planOf(name);
    const leaving = new AbortController();
    this.plans.set(name, plan);
    this.#leaving.set(name, leaving);
    const work = (): Promise<void> => {
      this.begun.push(name);
      return new Promise((resolve) => this.#ends.set(name, resolve));
    };
    return this.queue.run(plan, work, leaving.signal).catch(() => void this.left.push(name));
  }

  end(name: string): void {
    this.#ends.get(name)?.();
  }

  leave(name: string): void {
    this.#leaving.get(name)?.abort();
  }

  places(): string {
    const placed = [...this.plans].map(([name, plan]) => [name, this.queue.placeOf(plan)] as const);
    return placed
      .filter(([, place]) => place > 0)
      .sort(([, left], [, right]) => left - right)
      .map(([name, place]) => `${place}:${name}`)
      .join(' ');
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('gives Discord servers their turns, first come first served on each, and tells the true place in that order', async () => {
  const room = new Room(1);
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) void room.add(name);
  expect(room.places()).toBe('1:b1 2:c1 3:a2 4:b2 5:a3');
  for (const name of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) {
    await settled();
    expect(room.begun.at(-1)).toBe(name);
    room.end(name);
  }
  await settled();
  expect([room.begun, room.places()]).toEqual([['a1', 'b1', 'c1', 'a2', 'b2', 'a3'], '']);
});

it('serves as many at the same time as there is room for', async () => {
  const room = new Room(3);
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) void room.add(name);
  await settled();
  expect([room.begun, room.places()]).toEqual([['a1', 'a2', 'a3'], '1:a4 2:a5']);
  room.end('a2');
  await settled();
  expect([room.begun.at(-1), room.places()]).toEqual(['a4', '1:a5']);
});

it('lets one that is stopped leave at once while it waits, and those behind move up; one that works keeps its turn to its end', async () => {
  const room = new Room(1);
  for (const name of ['a1', 'a2', 'a3']) void room.add(name);
  await settled();
  room.leave('a2');
  room.leave('a1');
  await settled();
  expect([room.left, room.begun, room.places()]).toEqual([['a2'], ['a1'], '1:a3']);
  room.end('a1');
  await settled();
  expect(room.begun).toEqual(['a1', 'a3']);
});
