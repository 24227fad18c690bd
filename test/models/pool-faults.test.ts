import { describe, expect, it, vi } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import type { ChatPart } from '../../src/models/port/chat-model.ts';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelTooSlowError } from '../../src/models/port/model-too-slow-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { PromptTooLongError } from '../../src/models/port/prompt-too-long-error.ts';
import {
  asking,
  begin,
  type FleetServer,
  finish,
  Gate,
  MODEL,
  never,
  partsOf,
  poolOver,
  SILENCE,
  serverOf,
  speaks,
  startFleetServer,
  wordsOf,
} from '../support/fleet.ts';
import { answer } from '../support/scripted-ollama.ts';

const WORDS = 'The sea is salty.';
const FIRST_REST = 2000;

/** Two servers of which the first one does something wrong. */
async function pair(first: FleetServer['chat']) {
  const servers = [await startFleetServer(first), await startFleetServer()] as const;
  const fleet = poolOver(servers);
  const model = await fleet.pool.open(MODEL, { group: 'debate' });
  return { ...fleet, servers, first: servers[0], second: servers[1], model };
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('a call whose server fails', () => {
  it('in the middle of its words begins anew on another one, and nothing is said twice', async () => {
    const { model, servers, messages } = await pair((_, response) => {
      begin(response, 'The sea ', 'is');
      setImmediate(() => response.destroy());
    });
    const parts = await partsOf(model);
    expect(parts.map(({ type }) => type)).toEqual([
      'text-delta',
      'text-delta',
      'started-over',
      'text-delta',
      'text-delta',
      'finish',
    ]);
    expect(parts[2]).toMatchObject({
      reason: expect.stringContaining(`Ollama does not answer at ${servers[0].address}`),
    });
    expect(wordsOf(parts)).toBe(WORDS);
    expect(serverOf(parts, servers)).toBe(1);
    expect(messages()).toEqual([
      '0 a model server failed and is left alone for a while',
      '0 a call goes to another model server',
    ]);
  });

  it('by a line that is no JSON begins anew on another one', async () => {
    const { model, servers } = await pair((_, response) => {
      begin(response, 'The sea ');
      response.end('{"message": {"role": "assistant", "con\n');
    });
    const parts = await partsOf(model);
    expect(parts.map(({ type }) => type)).toContain('started-over');
    expect(wordsOf(parts)).toBe(WORDS);
    expect(serverOf(parts, servers)).toBe(1);
  });

  it('before its first word goes to another one, and there is nothing to take back', async () => {
    const { model, servers } = await pair((_, response) => answer(response, { error: 'out of luck' }, 500));
    const parts = await partsOf(model);
    expect(parts.map(({ type }) => type)).toEqual(['text-delta', 'text-delta', 'finish']);
    expect(serverOf(parts, servers)).toBe(1);
  });

  it('by hanging goes to another one after the longest silence, and the one that hangs is told', async () => {
    let hungUp = false;
    const { model, servers, clock, first } = await pair((_, response) => {
      begin(response, 'The sea ');
      response.on('close', () => {
        hungUp = true;
      });
    });
    const parts: ChatPart[] = [];
    for await (const part of model.stream(asking('Speak.'), never)) {
      parts.push(part);
      if (parts.length > 1) continue;
      // As soon as the next word is waited for.
      void vi.waitFor(() => expect(clock.sleeping).toEqual([SILENCE])).then(() => clock.move(SILENCE));
    }
    expect(first.heard).toHaveLength(1);
    expect(parts[1]).toMatchObject({ type: 'started-over', reason: expect.stringContaining('wrote nothing for 60 s') });
    expect(wordsOf(parts)).toBe(WORDS);
    expect(serverOf(parts, servers)).toBe(1);
    await vi.waitFor(() => expect(hungUp).toBe(true));
  });

  it('fails as that server’s when there is no other', async () => {
    const servers = [await startFleetServer(() => {})];
    const { pool, clock } = poolOver(servers);
    const model = await pool.open(MODEL);
    const hanging = failure(partsOf(model));
    await vi.waitFor(() => expect(clock.sleeping).toEqual([SILENCE]));
    clock.move(SILENCE);
    expect(await hanging).toBeInstanceOf(ModelTooSlowError);
    for (const server of servers) server.chat = (_, response) => answer(response, { error: 'out of luck' }, 500);
    expect(await failure(partsOf(model))).toBeInstanceOf(ModelFailedError);
    for (const server of servers) server.kill();
    expect(await failure(partsOf(model))).toBeInstanceOf(ModelUnreachableError);
    // It rests, but it is all there is: it is asked all the same.
    await servers[0]?.revive();
    for (const server of servers) server.chat = speaks;
    expect(wordsOf(await partsOf(model))).toBe(WORDS);
  });

  it('fails when all servers do, each asked once', async () => {
    const { model, first, second } = await pair((_, response) => answer(response, { error: 'out of luck' }, 500));
    second.chat = first.chat;
    expect(await failure(partsOf(model))).toMatchObject({ message: expect.stringContaining('out of luck') });
    expect([first.heard.length, second.heard.length]).toEqual([1, 1]);
  });

  it('goes round no more than four of many servers', async () => {
    const poison: FleetServer['chat'] = (_, response) => answer(response, { error: 'poisoned' }, 500);
    const servers = await Promise.all(Array.from({ length: 6 }, () => startFleetServer(poison)));
    const { pool } = poolOver(servers);
    expect(await failure(partsOf(await pool.open(MODEL)))).toBeInstanceOf(ModelFailedError);
    expect(servers.flatMap(({ heard }) => heard)).toHaveLength(4);
  });

  it('finds a choice and a count of tokens elsewhere too', async () => {
    const { pool, first, second } = await pair(speaks);
    const prompt = renderedPrompt([{ role: 'user', content: 'From 1 to 7?' }], 'test');
    const chosen = { ...end, logprobs: [{ token: '4', logprob: -0.1, top_logprobs: [{ token: '4', logprob: -0.1 }] }] };
    second.chat = (_, response) => answer(response, chosen);
    first.kill();
    const model = await pool.open(MODEL);
    expect((await model.choose(prompt, ['3', '4'], never)).probabilities.get('4')).toBe(1);
    expect(await model.countTokens(prompt)).toBeGreaterThan(3);
  });
});

const end = { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' };

describe('a prompt that is too long', () => {
  const refuses: FleetServer['chat'] = (_, response) =>
    answer(response, { error: 'the input length exceeds the context length' }, 400);

  it('is taken to no other server, and no server is left alone for it', async () => {
    const { model, first, second, messages } = await pair(refuses);
    second.chat = refuses;
    const prompt = renderedPrompt([{ role: 'user', content: 'From 1 to 7?' }], 'test');
    for (let call = 1; call <= 4; call += 1) {
      expect(await failure(model.choose(prompt, ['3', '4'], never))).toBeInstanceOf(PromptTooLongError);
      expect(first.heard.length + second.heard.length).toBe(call);
    }
    expect(messages()).toEqual([]);
  });
});

describe('a server that failed', () => {
  it('is left alone, then asked whether it is there, tried with one call, and used again', async () => {
    const { pool, model, clock, first, second, servers, messages } = await pair(speaks);
    first.kill();
    expect(serverOf(await partsOf(model), servers)).toBe(1);
    await first.revive();
    const asked = first.asked.length;
    expect(serverOf(await partsOf(model), servers)).toBe(1);
    expect(first.asked).toHaveLength(asked);

    clock.move(FIRST_REST);
    const gate = new Gate();
    first.chat = gate.handler;
    second.chat = gate.handler;
    const speaking = [partsOf(model, 'one')];
    await vi.waitFor(() => expect(first.asked.length).toBeGreaterThan(asked));
    speaking.push(partsOf(await pool.open(MODEL, { group: 'other' }), 'two'));
    await vi.waitFor(() => expect(gate.held).toBe(2));
    expect(messages().filter((message) => message.includes('back'))).toEqual([]);
    gate.letGo();
    gate.letGo();
    await Promise.all(speaking);
    expect(first.heard.length).toBeGreaterThan(0);
    expect(messages().at(-1)).toBe('0 a model server is back');
  });

  it('gets a single call to try it, and its full share once that has come to its end', async () => {
    const [first, second] = [await startFleetServer(), await startFleetServer()];
    const { pool, clock } = poolOver([first, second], [4, 1]);
    const speak = async (): Promise<ChatPart[]> => partsOf(await pool.open(MODEL));
    await pool.list();
    first.kill();
    await speak();
    await first.revive();
    clock.move(FIRST_REST);
    await pool.list();
    await vi.waitFor(async () => {
      await pool.list();
      expect(pool.missing).toEqual([]);
    });
    const [trial, busy] = [new Gate(), new Gate()];
    first.chat = trial.handler;
    second.chat = busy.handler;
    const speaking = Array.from({ length: 5 }, speak);
    await vi.waitFor(() => expect([trial.held, busy.held]).toEqual([1, 1]));
    trial.letGo();
    await vi.waitFor(() => expect(trial.held).toBe(3));
    busy.letGo();
    for (let held = 3; held > 0; held -= 1) trial.letGo();
    await Promise.all(speaking);
    expect([first.most(), second.most()]).toEqual([3, 1]);
  });

  it('rests twice as long when it fails again', async () => {
    const { pool, clock, first } = await pair((_, response) => void response.destroy());
    const speak = async (): Promise<number> => {
      await partsOf(await pool.open(MODEL));
      return first.heard.length;
    };
    await speak();
    clock.move(FIRST_REST);
    // Asked whether it is there while a call goes to the other one, it says yes, is tried with the next call and fails.
    await speak();
    await vi.waitFor(async () => expect(await speak()).toBe(2));
    clock.move(2 * FIRST_REST - 1);
    const asked = first.asked.length;
    await speak();
    expect(first.asked).toHaveLength(asked);
    clock.move(1);
    await vi.waitFor(async () => expect(await speak()).toBe(3));
  });

  it('now and then by an error of its own is not left alone until it does so three times in a row', async () => {
    const unlucky: FleetServer['chat'] = (_, response) => answer(response, { error: 'out of luck' }, 500);
    const { pool, first } = await pair(unlucky);
    const speak = async (chat: FleetServer['chat']): Promise<number> => {
      first.chat = chat;
      await partsOf(await pool.open(MODEL));
      return first.heard.length;
    };
    const heard: number[] = [];
    for (const chat of [unlucky, unlucky, speaks, unlucky, unlucky, unlucky, speaks]) heard.push(await speak(chat));
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 6]);
  });

  it('is not there at the start and comes later: its models are had as soon as it answers', async () => {
    const [late, other] = [await startFleetServer(), await startFleetServer()];
    late.models = { 'late:1b': 'd9' };
    late.kill();
    const { pool, clock } = poolOver([late, other]);
    expect((await pool.list()).map(({ name }) => name)).toEqual([MODEL]);
    expect(pool.missing).toEqual([{ label: `Ollama at ${late.address}`, error: expect.any(ModelUnreachableError) }]);
    // It may have the model, so this may pass.
    expect(await failure(pool.open('late:1b'))).toBeInstanceOf(ModelUnreachableError);
    await late.revive();
    clock.move(FIRST_REST);
    await vi.waitFor(async () => expect((await pool.list()).map(({ name }) => name)).toEqual([MODEL, 'late:1b']));
    expect(wordsOf(await partsOf(await pool.open('late:1b')))).toBe(WORDS);
    expect(await failure(pool.open('nowhere:1b'))).toBeInstanceOf(ModelMissingError);
  });

  it('all at once fails the list as the first one does, and the next list asks them again', async () => {
    const servers = [await startFleetServer(), await startFleetServer()];
    for (const server of servers) server.kill();
    const { pool } = poolOver(servers);
    expect(await failure(pool.list())).toMatchObject({ address: servers[0]?.address });
    await servers[1]?.revive();
    expect(await pool.list()).toHaveLength(1);
  });
});

describe('a model that is deleted while debates run', () => {
  it('is had from another server, and no more asked of the one that lost it', async () => {
    const gone: FleetServer['chat'] = (_, response) => answer(response, { error: `model '${MODEL}' not found` }, 404);
    const { model, pool, first, second, servers, messages } = await pair(speaks);
    await partsOf(model);
    first.models = {};
    first.chat = gone;
    expect(serverOf(await partsOf(model), servers)).toBe(1);
    for (let call = 0; call < 3; call += 1) await partsOf(await pool.open(MODEL, { group: `other ${call}` }));
    expect(first.heard).toHaveLength(2);
    // It is no failure of the server.
    expect(messages().filter((message) => message.includes('left alone'))).toEqual([]);

    second.models = {};
    second.chat = gone;
    expect(await failure(partsOf(model))).toBeInstanceOf(ModelMissingError);
    expect(await failure(partsOf(model))).toBeInstanceOf(ModelMissingError);
  });
});

it('names servers without their passwords', async () => {
  const server = await startFleetServer((_, response) => void response.destroy());
  const secret = { ...server, address: server.address.replace('//', '//ann:secret-word@') };
  const other = await startFleetServer();
  const { pool, logged } = poolOver([secret, other]);
  const parts = await partsOf(await pool.open(MODEL));
  expect(serverOf(parts, [other])).toBe(0);
  expect(logged.length).toBeGreaterThan(1);
  expect(JSON.stringify([logged, pool.label, parts])).not.toContain('secret-word');
});

it('says nothing of servers where there is only one', async () => {
  const server = await startFleetServer((_, response) => finish(response, 'Yes.'));
  const { pool } = poolOver([server]);
  expect(pool.label).toBe(`Ollama at ${server.address}`);
  expect((await partsOf(await pool.open(MODEL))).at(-1)).toEqual({
    type: 'finish',
    reason: 'stop',
    rawReason: 'stop',
    usage: {},
  });
});
