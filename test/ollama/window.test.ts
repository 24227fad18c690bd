import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { systemClock } from '../../src/core/clock.ts';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { isRecorded, type RecordedDebateEvent } from '../../src/debate/events.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ChatModel, ChatPart } from '../../src/models/port/chat-model.ts';
import { PromptTooLongError } from '../../src/models/port/prompt-too-long-error.ts';
import { prompts } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { speech } from '../support/speech.ts';
import { type OllamaServer, startOllama } from './ollama-server.ts';

const WINDOW = 4096;
const NAME = 'debater-a:latest';
const never = new AbortController().signal;

let server: OllamaServer;
beforeAll(async () => {
  server = await startOllama(['debater-a']);
});
afterAll(() => server.close());

interface Read {
  readonly promptTokens: number;
  readonly counted: number;
  readonly maxTokens: number;
}

/**
 * Says long words, written beforehand: they fill the window faster than a small model would. The server reads the first two prompts that
 * fill half the window, and writes a little.
 */
function talkative(model: ChatModel, read: Read[]): ChatModel {
  return {
    info: model.info,
    countTokens: (prompt) => model.countTokens(prompt),
    choose: (prompt, options, signal) => model.choose(prompt, options, signal),
    async *stream(request, signal): AsyncGenerator<ChatPart> {
      const { prompt, maxTokens, shape, seed } = request;
      const counted = await model.countTokens(prompt);
      if (shape === undefined && counted > WINDOW / 2 && read.length < 2) {
        for await (const part of model.stream({ ...request, maxTokens: 4 }, signal)) {
          if (part.type === 'finish') read.push({ promptTokens: part.usage.promptTokens ?? 0, counted, maxTokens });
        }
      }
      yield { type: 'text-delta', text: shape === undefined ? speech(seed, 50) : 'nothing' };
      yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
    },
  };
}

it('never gets a prompt that does not fit the window with its answer, in a debate that is longer', async () => {
  const host = new OllamaHost(server.address, undefined, WINDOW);
  const plan = planFor({ rounds: 3, models: [NAME] });
  const read: Read[] = [];
  const model = async (name: string): Promise<ChatModel> => talkative(await host.open(name), read);
  const deps = { model, prompts, clock: systemClock, preload: () => {}, atOnce: 1, audience: NO_AUDIENCE };
  const events: RecordedDebateEvent[] = [];
  for await (const event of runDebate(plan, deps, [], never)) if (isRecorded(event)) events.push(event);
  expect(events.map(({ type }) => type)).toContain('transcript-digested');
  expect(read).toHaveLength(2);
  for (const { promptTokens, counted, maxTokens } of read) {
    expect(promptTokens).toBeGreaterThan(WINDOW / 4);
    expect(promptTokens).toBeLessThanOrEqual(counted);
    expect(counted + maxTokens).toBeLessThanOrEqual(WINDOW);
  }
});

it('refuses a prompt that is longer than the window, where a server would cut it unasked', async () => {
  const model = await new OllamaHost(server.address, undefined, 256).open(NAME);
  const prompt = renderedPrompt([{ role: 'user', content: speech(1, 40) }], 'test');
  const parts: ChatPart[] = [];
  for await (const part of model.stream({ prompt, maxTokens: 8, seed: 1, temperature: 0 }, never)) parts.push(part);
  expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'window', rawReason: 'window', usage: {} });
  expect(parts.map(({ type }) => type)).not.toContain('text-delta');
  await expect(model.choose(prompt, ['1', '2'], never)).rejects.toThrow(PromptTooLongError);
});

it('ends an answer that fills the window', async () => {
  const model = await new OllamaHost(server.address, undefined, 256).open(NAME);
  const prompt = renderedPrompt([{ role: 'user', content: `Tell a long story about this. ${speech(1, 10)}` }], 'test');
  const parts: ChatPart[] = [];
  for await (const part of model.stream({ prompt, maxTokens: 2000, seed: 1, temperature: 0 }, never)) parts.push(part);
  const end = parts.at(-1);
  expect(end).toMatchObject({ type: 'finish', reason: 'window' });
  const usage = end?.type === 'finish' ? end.usage : {};
  // The last token that was written is never read.
  expect((usage.promptTokens ?? 0) + (usage.completionTokens ?? 0)).toBeLessThanOrEqual(256 + 1);
});
