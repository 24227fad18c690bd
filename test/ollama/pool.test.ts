import { Ollama } from 'ollama';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { asking, wordsOf } from '../support/fleet.ts';
import { type OllamaServer, startOllama } from './ollama-server.ts';

const NAME = 'debater-a:latest';
const long: ChatRequest = { ...asking('Write a very long story about the sea.'), maxTokens: 4000, temperature: 0.7 };
const short: ChatRequest = { ...asking('Tell me about the sea.'), maxTokens: 24, temperature: 0.7 };

async function start(): Promise<OllamaServer> {
  const server = await startOllama(['debater-a']);
  onTestFinished(() => server.close());
  return server;
}

function poolOver(servers: readonly OllamaServer[]): PooledHost {
  return new PooledHost(
    servers.map(({ address }) => ({ host: new OllamaHost(address), concurrency: 1 })),
    { clock: systemClock, log: createLog('silent'), silenceMilliseconds: 60_000 },
  );
}

/** @param onWord called with each word's number, from 1 */
async function collect(model: ChatModel, request: ChatRequest, onWord: (word: number) => void, signal?: AbortSignal) {
  const parts: ChatPart[] = [];
  for await (const part of model.stream(request, signal ?? new AbortController().signal)) {
    parts.push(part);
    if (part.type === 'text-delta') onWord(parts.filter(({ type }) => type === 'text-delta').length);
  }
  return parts;
}

it('stops a long answer within a second, so that the next call’s first word comes at once', async () => {
  const pool = poolOver([await start()]);
  const model = await pool.open(NAME);
  // The server works on one call at a time: had it gone on with the first answer, the second would wait for thousands of words.
  const controller = new AbortController();
  let abortedAt = Number.NaN;
  const parts = await collect(
    model,
    long,
    (word) => {
      if (word !== 10) return;
      abortedAt = performance.now();
      controller.abort();
    },
    controller.signal,
  );
  const endedAfter = performance.now() - abortedAt;
  expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
  expect(endedAfter).toBeLessThan(1000);
  let firstWordAfter = Number.NaN;
  const next = await collect(model, short, (word) => {
    if (word === 1) firstWordAfter = performance.now() - abortedAt;
  });
  const end = next.at(-1);
  const reading = end?.type === 'finish' ? (end.usage.promptMilliseconds ?? 0) : 0;
  expect(firstWordAfter - reading).toBeLessThan(1000);
  await pool.close();
});

it('begins a turn anew on another server when its own is killed, and the words are those of that one alone', async () => {
  const servers = [await start(), await start()] as const;
  const pool = poolOver(servers);
  const alone = await collect(await poolOver([servers[1]]).open(NAME), short, () => {});
  const parts = await collect(await pool.open(NAME), short, (word) => {
    if (word === 5) void servers[0].kill();
  });
  expect(parts.map(({ type }) => type)).toContain('started-over');
  expect(parts.at(-1)).toMatchObject({ server: expect.stringContaining(servers[1].address) });
  expect(wordsOf(parts)).toBe(wordsOf(alone));
  await pool.close();
});

it('tells that a model is loading, loads one beforehand, and lets go in the end what it had loaded', async () => {
  const server = await start();
  const pool = poolOver([server]);
  const loaded = async (): Promise<string[]> =>
    (await new Ollama({ host: server.address }).ps()).models.map(({ name }) => name);
  const cold = await collect(await pool.open(NAME), short, () => {});
  expect(cold[0]).toEqual({ type: 'waiting', waiting: { for: 'loading' } });
  expect(await loaded()).toEqual([NAME]);
  await pool.close();
  await expect.poll(loaded).toEqual([]);
  await pool.preload(NAME);
  expect(await loaded()).toEqual([NAME]);
  const warm = await collect(await pool.open(NAME), short, () => {});
  expect(warm[0]?.type).toBe('text-delta');
  // It was loaded once: the same window was asked for.
  expect(warm.at(-1)).toMatchObject({ usage: { loadMilliseconds: expect.any(Number) } });
  await pool.close();
});
