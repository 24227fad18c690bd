import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { createLog } from '../../src/core/log.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { HandClock } from './hand-clock.ts';
import { answer, type Handler, type ScriptedOllama, startScriptedOllama } from './scripted-ollama.ts';

export const MODEL = 'debater:1b';
export const SILENCE = 60_000;

/** One scripted server of a fleet. What it does can be changed while it runs. */
export interface FleetServer extends ScriptedOllama {
  /** What it does with a call for words. */
  chat: Handler;
  /** Its models: names with digests. */
  models: Record<string, string>;
  /** What it was asked to say, in order, as far as it took the call. */
  readonly heard: string[];
  /** The most calls that it ever had at the same time. */
  readonly most: () => number;
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const word = (content: string) => ({ message: { role: 'assistant', content }, done: false });
const END = { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' };

/** Writes words, and not yet the end. */
export function begin(response: ServerResponse, ...words: readonly string[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const content of words) response.write(line(word(content)));
}

/** Writes the last words and the end. */
export function finish(response: ServerResponse, ...words: readonly string[]): void {
  begin(response, ...words);
  response.end(line(END));
}

/** Says its words at once. */
export const speaks: Handler = (_, response) => finish(response, 'The sea ', 'is salty.');

/** Takes so many milliseconds for its words. */
export const paced =
  (milliseconds: number): Handler =>
  async (_, response) => {
    await delay(milliseconds);
    finish(response, 'Done.');
  };

/** Takes calls and keeps them until they are let go, one after the other. */
export class Gate {
  readonly #held: ServerResponse[] = [];
  readonly handler: Handler = (_, response) => {
    this.#held.push(response);
  };

  get held(): number {
    return this.#held.length;
  }

  letGo(): void {
    const response = this.#held.shift() ?? expect.fail('nobody is held');
    finish(response, 'Done.');
  }
}

export async function startFleetServer(chat: Handler = speaks): Promise<FleetServer> {
  const heard: string[] = [];
  let active = 0;
  let most = 0;
  const server = await startScriptedOllama({
    '/api/tags': (_, response) =>
      answer(response, {
        models: Object.entries(fleetServer.models).map(([name, digest]) => ({
          name,
          size: 1e9,
          digest,
          details: null,
        })),
      }),
    '/api/ps': (_, response) =>
      answer(response, { models: Object.keys(fleetServer.models).map((name) => ({ name, model: name })) }),
    '/api/chat': (body, response) => {
      active += 1;
      most = Math.max(most, active);
      response.on('close', () => {
        active -= 1;
      });
      heard.push(wordsIn(body));
      return fleetServer.chat(body, response);
    },
  });
  const fleetServer: FleetServer = { ...server, chat, models: { [MODEL]: 'd1' }, heard, most: () => most };
  return fleetServer;
}

function wordsIn(body: Readonly<Record<string, unknown>>): string {
  const messages = Array.isArray(body['messages']) ? body['messages'] : [];
  return String(messages.at(-1)?.content);
}

export interface Fleet {
  readonly pool: PooledHost;
  readonly clock: HandClock;
  /** What was logged, parsed. */
  readonly logged: Record<string, unknown>[];
  /** Messages that were logged, with the server's address cut to its place in the fleet. */
  readonly messages: () => string[];
}

/** A pool over servers on real sockets, on a clock that stands still until the test moves it. */
export function poolOver(servers: readonly ScriptedOllama[], concurrency: number | readonly number[] = 1): Fleet {
  const clock = new HandClock();
  const logged: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (text) => void logged.push(JSON.parse(text)) });
  const pool = new PooledHost(
    servers.map(({ address }, place) => ({
      host: new OllamaHost(address),
      concurrency: typeof concurrency === 'number' ? concurrency : (concurrency[place] ?? 1),
    })),
    { clock, log, silenceMilliseconds: SILENCE },
  );
  const messages = (): string[] =>
    logged.map(({ msg, server }) => `${servers.findIndex(({ address }) => String(server).includes(address))} ${msg}`);
  return { pool, clock, logged, messages };
}

export const asking = (text: string): ChatRequest => ({
  prompt: renderedPrompt([{ role: 'user', content: text }], 'test'),
  maxTokens: 50,
  seed: 1,
  temperature: 0,
});

export const never = new AbortController().signal;

/** All parts of a call, to its end. */
export async function partsOf(
  model: ChatModel,
  text = 'Speak.',
  signal = new AbortController().signal,
): Promise<ChatPart[]> {
  const parts: ChatPart[] = [];
  for await (const part of model.stream(asking(text), signal)) parts.push(part);
  return parts;
}

/** What a reader has in the end: what came before a new beginning is void. */
export function wordsOf(parts: readonly ChatPart[]): string {
  return parts.reduce((words, part) => {
    if (part.type === 'started-over') return '';
    return part.type === 'text-delta' ? words + part.text : words;
  }, '');
}

/** Which server answered, by its place in the fleet. */
export function serverOf(parts: readonly ChatPart[], servers: readonly ScriptedOllama[]): number {
  const end = parts.at(-1);
  return end?.type === 'finish' ? servers.findIndex(({ address }) => end.server?.includes(address) === true) : -1;
}
