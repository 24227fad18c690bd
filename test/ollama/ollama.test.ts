import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ChatModel, ChatPart } from '../../src/models/port/chat-model.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { asking, collect, DIGITS, never } from '../support/ask-model.ts';
import { type OllamaServer, startOllama } from './ollama-server.ts';

describe('a real Ollama server', () => {
  let server: OllamaServer;
  let host: OllamaHost;
  let model: ChatModel;

  beforeAll(async () => {
    server = await startOllama(['debater-a', 'debater-b']);
    host = new OllamaHost(server.address);
    model = await host.open('debater-a:latest');
  });
  afterAll(() => server.close());

  it('lists both models with their facts', async () => {
    const models = await host.list();
    expect(models.map(({ name }) => name)).toEqual(['debater-a:latest', 'debater-b:latest']);
    expect(models[0]).toMatchObject({ contextTokens: 8192, canThink: false });
    expect(models[0]?.bytes).toBeGreaterThan(90_000_000);
  });

  it('streams words and says how it ended and what it used', async () => {
    const { parts, finish } = await collect(model, asking('Write a long story about the sea.', { maxTokens: 12 }));
    expect(parts.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(5);
    expect(finish).toMatchObject({ reason: 'length', usage: { completionTokens: 12 } });
  });

  it('says the same words for the same seed, and others for another', async () => {
    const asked = asking('Tell me about the sea.');
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

  it('goes on with a begun answer and tells how likely each digit is', async () => {
    const prompt = renderedPrompt(
      [
        { role: 'system', content: 'You judge.' },
        { role: 'user', content: 'How good is the soup, from Level 1 (bad) to Level 7 (good)?' },
        { role: 'assistant', content: 'Level ' },
      ],
      'test',
    );
    const { probabilities, mass } = await model.choose(prompt, DIGITS, never);
    expect(mass).toBeGreaterThan(0.8);
    expect([...probabilities.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);

    const parts: ChatPart[] = [];
    const both = { prompt, options: DIGITS, maxTokens: 20, seed: 1, temperature: 0 };
    for await (const part of model.stream(both, never)) parts.push(part);
    const [choice, words] = parts;
    // The same reading of the same prompt, so nearly the same figures.
    expect(choice?.type === 'choice' ? choice.choice.probabilities.get('4') : 0).toBeCloseTo(
      probabilities.get('4') ?? 1,
      3,
    );
    expect(words?.type === 'text-delta' ? words.text : '').toMatch(/^[1-7]/);
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

  it('names a model that is not there and the command that fetches it', async () => {
    const error = await host.open('mistral:7b').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelMissingError);
    expect(error).toHaveProperty('advice', 'Fetch it with: ollama pull mistral:7b');
  });

  it('speaks with two models in turn', async () => {
    const other = await host.open('debater-b:latest');
    for (const speaker of [model, other, model]) {
      expect((await collect(speaker, asking('Say hello.'))).text).not.toBe('');
    }
  });
});

describe('an Ollama server that is killed', () => {
  it('in the middle of an answer is told as such, with the address and what to do', async () => {
    const server = await startOllama(['debater-a']);
    const model = await new OllamaHost(server.address).open('debater-a:latest');
    const failure = (async () => {
      for await (const part of model.stream(asking('Write a long story.', { maxTokens: 2000 }), never)) {
        if (part.type === 'text-delta') void server.kill();
      }
    })();
    const error = await failure.catch((reason: unknown) => reason);
    expect(error).toHaveProperty('advice');
    const later = await collect(model, asking('Hello?')).catch((reason: unknown) => reason);
    expect(later).toBeInstanceOf(ModelUnreachableError);
    expect(later).toHaveProperty('message', expect.stringContaining(server.address));
    await server.close();
  });
});
