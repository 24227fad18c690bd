import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { untilAborted } from '../../src/core/until-aborted.ts';
import type { ChatModel, ChatPart } from '../../src/models/port/chat-model.ts';
import {
  asking,
  begin,
  Gate,
  MODEL,
  never,
  paced,
  partsOf,
  poolOver,
  serverOf,
  speaks,
  startFleetServer,
  wordsOf,
} from '../support/fleet.ts';

const servers = (count: number, chat = speaks) =>
  Promise.all(Array.from({ length: count }, () => startFleetServer(chat)));

/** A call that runs, and how many it was told to be behind so far. */
function calling(model: ChatModel, text: string, signal = never) {
  const ahead: number[] = [];
  const parts: ChatPart[] = [];
  const done = (async () => {
    for await (const part of model.stream(asking(text), signal)) {
      parts.push(part);
      if (part.type === 'waiting' && part.waiting.for === 'server') ahead.push(part.waiting.ahead);
    }
    return parts;
  })();
  return { ahead, parts, done };
}

describe('calls that find all servers busy', () => {
  it('wait in a line that is fair between groups, and are told each time how many come first', async () => {
    const gate = new Gate();
    const [server] = await servers(1, gate.handler);
    const { pool } = poolOver([server ?? expect.fail()]);
    const [a, b] = [await pool.open(MODEL, { group: 'a' }), await pool.open(MODEL, { group: 'b' })];
    const calls = new Map(
      [a, a, a, b].map((model, place) => {
        const name = model === a ? `a${place + 1}` : 'b1';
        return [name, calling(model, name)];
      }),
    );
    const heard: string[] = [];
    for (let served = 1; served <= 4; served += 1) {
      await vi.waitFor(() => expect(server?.heard).toHaveLength(served));
      heard.push(server?.heard.at(-1) ?? '');
      gate.letGo();
    }
    await Promise.all([...calls.values()].map(({ done }) => done));
    expect(heard).toEqual(['a1', 'b1', 'a2', 'a3']);
    const takenOn = { type: 'waiting', waiting: { for: 'reading' } };
    expect(
      [...calls].flatMap(([name, { parts }]) => (parts.some((part) => isDeepStrictEqual(part, takenOn)) ? [name] : [])),
    ).toEqual(['a2', 'a3', 'b1']);
    expect(Object.fromEntries([...calls].map(([name, { ahead }]) => [name, ahead]))).toEqual({
      a1: [],
      b1: [0],
      a2: [1, 0],
      a3: [2, 1, 0],
    });
    expect(server?.most()).toBe(1);
  });

  it('do not count their wait as a silence of the model', async () => {
    const gate = new Gate();
    const [server] = await servers(1, gate.handler);
    const { pool, clock } = poolOver([server ?? expect.fail()]);
    const model = await pool.open(MODEL);
    const first = calling(model, 'first');
    await vi.waitFor(() => expect(gate.held).toBe(1));
    const second = calling(model, 'second');
    await vi.waitFor(() => expect(second.ahead).toEqual([0]));
    // One limit runs: that of the call that is served.
    expect(clock.sleeping).toHaveLength(1);
    gate.letGo();
    await first.done;
    await vi.waitFor(() => expect(gate.held).toBe(1));
    gate.letGo();
    expect(wordsOf(await second.done)).toBe('Done.');
  });

  it('leave at once when they are aborted, and those behind move up', async () => {
    const gate = new Gate();
    const [server] = await servers(1, gate.handler);
    const { pool } = poolOver([server ?? expect.fail()]);
    const model = await pool.open(MODEL);
    const first = calling(model, 'first');
    await vi.waitFor(() => expect(gate.held).toBe(1));
    const controller = new AbortController();
    const second = calling(model, 'second', controller.signal);
    const third = calling(model, 'third');
    await vi.waitFor(() => expect(third.ahead).toEqual([1]));
    controller.abort();
    expect((await second.done).at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
    await vi.waitFor(() => expect(third.ahead).toEqual([1, 0]));
    gate.letGo();
    await first.done;
    await vi.waitFor(() => expect(gate.held).toBe(1));
    gate.letGo();
    await third.done;
    expect(server?.heard).toEqual(['first', 'third']);
  });
});

describe('a group of calls', () => {
  it('stays on the server that served it last, and leaves it only when another one would begin sooner', async () => {
    const gate = new Gate();
    const all = await servers(3);
    const { pool } = poolOver(all);
    const [a, b] = [await pool.open(MODEL, { group: 'a' }), await pool.open(MODEL, { group: 'b' })];
    const home = serverOf(await partsOf(a), all);
    for (const model of [b, a, b, a, a]) await partsOf(model, model === a ? 'a' : 'b');
    const heard = all.map((server) => server.heard.filter((text) => text === 'a').length);
    expect(heard[home]).toBe(3);
    // Its own server is taken: it goes to a free one.
    for (const server of all) server.chat = gate.handler;
    const first = calling(a, 'a at home');
    await vi.waitFor(() => expect(gate.held).toBe(1));
    const second = calling(a, 'a elsewhere');
    await vi.waitFor(() => expect(gate.held).toBe(2));
    gate.letGo();
    gate.letGo();
    expect(serverOf(await first.done, all)).toBe(home);
    expect(serverOf(await second.done, all)).not.toBe(home);
    expect(second.ahead).toEqual([]);
  });

  it('goes on where it is in its turn when all are busy, before one that would have to move', async () => {
    const gates = [new Gate(), new Gate()] as const;
    const all = [await startFleetServer(), await startFleetServer()];
    const { pool } = poolOver(all);
    const groups = await Promise.all(['a', 'b'].map((group) => pool.open(MODEL, { group })));
    const [a, b] = [groups[0] ?? expect.fail(), groups[1] ?? expect.fail()];
    // Both at once, so that each has a home of its own.
    for (const [place, server] of all.entries()) server.chat = (gates[place] ?? expect.fail()).handler;
    const firsts = [calling(a, 'a1'), calling(b, 'b1')];
    await vi.waitFor(() => expect(gates.map(({ held }) => held)).toEqual([1, 1]));
    const b2 = calling(b, 'b2');
    const a2 = calling(a, 'a2');
    await vi.waitFor(() => expect(a2.ahead).toEqual([1]));
    gates[0].letGo();
    await vi.waitFor(() => expect(gates[0].held).toBe(1));
    gates[1].letGo();
    await vi.waitFor(() => expect(gates[1].held).toBe(1));
    for (const gate of gates) gate.letGo();
    await Promise.all([...firsts, a2, b2].map(({ done }) => done));
    expect(all.map(({ heard }) => heard)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
    ]);
  });

  it('without a server yet goes to the least busy one', async () => {
    const gate = new Gate();
    const all = await servers(2, gate.handler);
    const { pool } = poolOver(all, [2, 4]);
    const calls = await Promise.all(
      Array.from({ length: 6 }, async (_, place) => calling(await pool.open(MODEL, { group: `g${place}` }), 'x')),
    );
    await vi.waitFor(() => expect(gate.held).toBe(6));
    expect(all.map((server) => server.most())).toEqual([2, 4]);
    for (let held = 6; held > 0; held -= 1) gate.letGo();
    await Promise.all(calls.map(({ done }) => done));
  });
});

describe('one name for different weights', () => {
  it('means those of the first server, and the log says once that the other is not used for it', async () => {
    const all = await servers(3);
    const [first, second, third] = all;
    if (first === undefined || second === undefined || third === undefined) expect.fail();
    second.models = { [MODEL]: 'other', 'second:1b': 'd2' };
    const { pool, messages } = poolOver(all);
    await pool.list();
    expect((await pool.list()).map(({ name, digest }) => [name, digest])).toEqual([
      [MODEL, 'd1'],
      ['second:1b', 'd2'],
    ]);
    const gate = new Gate();
    first.chat = gate.handler;
    const model = await pool.open(MODEL);
    const busy = calling(model, 'busy');
    await vi.waitFor(() => expect(gate.held).toBe(1));
    for (let call = 0; call < 3; call += 1) expect(serverOf(await partsOf(model), all)).toBe(2);
    gate.letGo();
    await busy.done;
    expect(second.heard).toEqual([]);
    expect(serverOf(await partsOf(await pool.open('second:1b')), all)).toBe(1);
    expect(messages()).toEqual(['1 a server has other weights under the same name, so it is not used for this model']);
  });

  it('does not change when a server comes back with others; only when nobody has the first ones any more', async () => {
    const all = await servers(2);
    const [first, second] = all;
    if (first === undefined || second === undefined) expect.fail();
    first.models = { [MODEL]: 'other' };
    first.kill();
    const { pool, clock } = poolOver(all);
    await pool.list();
    await first.revive();
    clock.move(2000);
    await vi.waitFor(async () => {
      await pool.list();
      expect(pool.missing).toEqual([]);
    });
    const model = await pool.open(MODEL);
    expect(model.info.digest).toBe('d1');
    expect(serverOf(await partsOf(model), all)).toBe(1);
    second.models = {};
    expect((await pool.list()).map(({ digest }) => digest)).toEqual(['other']);
    expect(serverOf(await partsOf(await pool.open(MODEL)), all)).toBe(0);
  });
});

it('ends the work at the server within a second of an abort, and gives its place to the next call at once', async () => {
  const all = await servers(1, (_, response) => begin(response, 'On ', 'and on'));
  const [server] = all;
  if (server === undefined) expect.fail();
  const closed = new AbortController();
  const opened = server.chat;
  server.chat = (body, response) => {
    response.on('close', () => closed.abort());
    return opened(body, response);
  };
  const { pool } = poolOver(all);
  const model = await pool.open(MODEL);
  const controller = new AbortController();
  let abortedAt = Number.NaN;
  const parts: ChatPart[] = [];
  for await (const part of model.stream(asking('Write.'), controller.signal)) {
    parts.push(part);
    if (part.type !== 'text-delta' || parts.length < 2) continue;
    abortedAt = performance.now();
    controller.abort();
  }
  await untilAborted(closed.signal);
  expect(performance.now() - abortedAt).toBeLessThan(1000);
  expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
  server.chat = speaks;
  const next = calling(model, 'next');
  expect(wordsOf(await next.done)).toBe('The sea is salty.');
  expect(next.ahead).toEqual([]);
});

it('uses each of twenty servers for fifty debates, none beyond its concurrency, and nobody waits for ever', async () => {
  const all = await servers(20, paced(10));
  const concurrency = all.map((_, place) => 1 + (place % 2));
  const { pool } = poolOver(all, concurrency);
  expect(pool.capacity).toBe(30);
  let served = 0;
  /** How many calls of others were served while a call waited or was served itself. */
  const others: number[] = [];
  const debate = async (group: string, calls: number): Promise<void> => {
    for (let call = 0; call < calls; call += 1) {
      const before = served;
      const parts = await partsOf(await pool.open(MODEL, { group }), `${group} ${call}`);
      expect(wordsOf(parts)).toBe('Done.');
      others.push(served - before);
      served += 1;
    }
  };
  const debates = (calls: number) =>
    Promise.all(Array.from({ length: 50 }, (_, place) => debate(`debate ${place}`, calls)));
  // In the first round each server has the model opened.
  await debates(1);
  others.length = 0;
  await debates(5);
  expect(served).toBe(50 * 6);
  for (const [place, server] of all.entries()) {
    expect(server.heard.length).toBeGreaterThan(0);
    expect(server.most()).toBeLessThanOrEqual(concurrency[place] ?? 0);
  }
  // A round of all debates, and what was under way when it began.
  expect(Math.max(...others)).toBeLessThanOrEqual(50 + pool.capacity);
});
