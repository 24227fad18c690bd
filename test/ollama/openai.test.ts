import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenAiHost } from '../../src/models/openai/openai-host.ts';
import type { ChatModel, ChatPart } from '../../src/models/port/chat-model.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { asking, collect, DIGITS, never } from '../support/ask-model.ts';
import { type OllamaServer, startOllama } from './ollama-server.ts';

/** Of the servers with OpenAI's API, the one that can be built here. */
describe('the OpenAI-compatible API of a real Ollama server', () => {
  let server: OllamaServer;
  let host: OpenAiHost;
  let model: ChatModel;

  beforeAll(async () => {
    server = await startOllama(['debater-a']);
    host = new OpenAiHost({ address: `${server.address}/v1` });
    model = await host.open('debater-a:latest');
  });
  afterAll(() => server.close());

  it('lists its model, with the careful window, since it tells none', async () => {
    expect(await host.list()).toEqual([
      { name: 'debater-a:latest', family: 'unknown', contextTokens: 4096, canThink: false },
    ]);
  });

  it('streams words and says how it ended and what it used', async () => {
    const { parts, finish } = await collect(model, asking('Write a long story about the sea.', { maxTokens: 12 }));
    expect(parts.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(5);
    expect(finish).toMatchObject({
      reason: 'length',
      usage: { promptTokens: expect.any(Number), completionTokens: 12 },
    });
  });

  it('reads no more tokens than were counted', async () => {
    const asked = asking('Tell me about the sea.', { maxTokens: 4 });
    const { finish } = await collect(model, asked);
    const counted = await model.countTokens(asked.prompt);
    expect(finish?.type === 'finish' && finish.usage.promptTokens).toBeLessThanOrEqual(counted);
  });

  it('says the same words for the same seed, and others for another', async () => {
    const asked = asking('Tell me about the sea.', { maxTokens: 12 });
    const first = await collect(model, asked);
    expect((await collect(model, asked)).text).toBe(first.text);
    expect((await collect(model, { ...asked, seed: 8 })).text).not.toBe(first.text);
  });

  it('keeps to a JSON schema', async () => {
    const schema = {
      type: 'object',
      properties: { side: { type: 'string', enum: ['for', 'against'] } },
      required: ['side'],
    };
    const { text } = await collect(
      model,
      asking('Are you for or against rain?', { shape: { name: 'side', schema }, maxTokens: 60 }),
    );
    expect(['for', 'against']).toContain(JSON.parse(text).side);
  });

  it('tells how likely each digit is', async () => {
    const { prompt } = asking('Answer with one digit from 1 to 7 and nothing else. How good is soup?');
    const { probabilities, mass } = await model.choose(prompt, DIGITS, never);
    expect([...probabilities.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(mass).toBeGreaterThanOrEqual(0);
  });

  it('stops writing when it is told to', async () => {
    const controller = new AbortController();
    const parts: ChatPart[] = [];
    for await (const part of model.stream(asking('Write a long story.', { maxTokens: 2000 }), controller.signal)) {
      parts.push(part);
      controller.abort();
    }
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
    expect(parts.length).toBeLessThan(50);
  });

  it('names a model that is not there', async () => {
    expect(await host.open('mistral:7b').catch((reason: unknown) => reason)).toBeInstanceOf(ModelMissingError);
  });
});
