import { describe, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { PromptTooLongError } from '../../src/models/port/prompt-too-long-error.ts';
import { answer, answerLines, type Handler, startScriptedOllama } from '../support/scripted-ollama.ts';

const never = new AbortController().signal;
const NAME = 'big:70b';
/** What the scripted server says that model reads. */
const WINDOW = 4096;
const prompt = renderedPrompt([{ role: 'user', content: 'Why is the sea salty? '.repeat(40) }], 'test');
const request: ChatRequest = { prompt, maxTokens: 50, seed: 9, temperature: 0.5 };

const counted = (read: number, written: number): Handler => {
  const end = { done: true, done_reason: 'stop', prompt_eval_count: read, eval_count: written };
  return (_, response) =>
    answerLines(response, [
      { message: { content: 'Rivers.' }, done: false },
      { message: { content: '' }, ...end },
    ]);
};

async function host(handlers: Record<string, Handler>) {
  const server = await startScriptedOllama(handlers);
  const ollama = new OllamaHost(server.address);
  const ask = async (): Promise<ChatPart[]> => {
    const model = await ollama.open(NAME);
    const parts: ChatPart[] = [];
    for await (const part of model.stream(request, never)) parts.push(part);
    return parts;
  };
  return { server, ollama, ask };
}

describe('the window of a model of an Ollama server', () => {
  it('is set in each call, and the server is asked to cut nothing', async () => {
    const { server, ask } = await host({ '/api/chat': counted(250, 3) });
    await ask();
    const call = server.asked.findLast(({ path }) => path === '/api/chat')?.body;
    expect(call).toMatchObject({ truncate: false, shift: false, options: { num_ctx: WINDOW } });
  });

  it('that is full ends an answer as cut: an older server may have dropped what came first', async () => {
    const { ask } = await host({ '/api/chat': counted(WINDOW - 3, 3) });
    expect((await ask()).at(-1)).toMatchObject({ type: 'finish', reason: 'window', rawReason: 'window' });
  });

  it('that has room left lets an answer stand', async () => {
    const { ask } = await host({ '/api/chat': counted(WINDOW - 4, 3) });
    expect((await ask()).at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  });

  it('for which the server refuses a prompt ends the attempt', async () => {
    const refusal = { error: 'the input length exceeds the context length' };
    const { ask } = await host({ '/api/chat': (_, response) => answer(response, refusal, 400) });
    expect(await ask()).toEqual([{ type: 'finish', reason: 'window', rawReason: 'window', usage: {} }]);
  });

  it('that is full gives no choice', async () => {
    const full: Handler = (_, response) =>
      answer(response, { message: { content: '4' }, done: true, prompt_eval_count: WINDOW, eval_count: 1 });
    const { ollama } = await host({ '/api/chat': full });
    const choice = (await ollama.open(NAME)).choose(prompt, ['4'], never);
    await expect(choice).rejects.toThrow(PromptTooLongError);
    await expect(choice).rejects.toThrow(/4096 tokens and its answer do not fit/);
  });

  it('for which the server refuses a prompt gives no choice', async () => {
    const refusal = { error: 'the input length exceeds the context length' };
    const { ollama } = await host({ '/api/chat': (_, response) => answer(response, refusal, 400) });
    await expect((await ollama.open(NAME)).choose(prompt, ['4'], never)).rejects.toThrow(PromptTooLongError);
  });
});
