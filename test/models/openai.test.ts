import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { isExpected } from '../../src/core/errors.ts';
import { OpenAiHost, type OpenAiServerSettings } from '../../src/models/openai/openai-host.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import { CANNOT_GO_ON } from '../../src/models/port/finish-reason.ts';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import { ModelKeyError } from '../../src/models/port/model-key-error.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { PromptTooLongError } from '../../src/models/port/prompt-too-long-error.ts';
import { DIGITS, never } from '../support/ask-model.ts';
import { answer } from '../support/scripted-ollama.ts';
import {
  answerEvents,
  delta,
  ended,
  type Handler,
  type Handlers,
  LLAMA_CPP,
  LM_STUDIO,
  PLAIN,
  startScriptedOpenAi,
  VLLM,
} from '../support/scripted-openai.ts';

const CHAT = '/v1/chat/completions';
const prompt = renderedPrompt([{ role: 'user', content: 'Why is the sea salty?' }], 'test');
const begunPrompt = renderedPrompt([...prompt.messages, { role: 'assistant', content: 'Level ' }], 'test');
const request: ChatRequest = { prompt, maxTokens: 50, seed: 9, temperature: 0.5 };
const saysYes: Handler = (_, response) => answerEvents(response, [delta({ content: 'Yes.' }), ended('stop')]);

async function modelOf(dialect: Handlers, handlers: Handlers, settings: Partial<OpenAiServerSettings> = {}) {
  const server = await startScriptedOpenAi(dialect, handlers);
  const host = new OpenAiHost({ address: server.address, ...settings });
  const [first] = await host.list();
  return { server, host, model: await host.open(first?.name ?? '') };
}

async function collect(model: ChatModel, asked = request, signal = never): Promise<ChatPart[]> {
  const parts: ChatPart[] = [];
  for await (const part of model.stream(asked, signal)) parts.push(part);
  return parts;
}

/** What a call fails with. */
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('the models of an OpenAI-compatible server', () => {
  const listOf = async (dialect: Handlers, settings: Partial<OpenAiServerSettings> = {}) => {
    const { address } = await startScriptedOpenAi(dialect);
    return new OpenAiHost({ address, ...settings }).list();
  };

  it('have the window that vLLM tells, and no size, since it tells none', async () => {
    expect(await listOf(VLLM)).toEqual([
      { name: 'Qwen/Qwen3-8B', family: 'unknown', contextTokens: 6000, canThink: false },
    ]);
  });

  it('think on vLLM where the template makes another prompt for it, which is asked once', async () => {
    const server = await startScriptedOpenAi(VLLM, {
      '/tokenize': ({ chat_template_kwargs }, response) =>
        answer(response, { count: JSON.stringify(chat_template_kwargs) === '{"enable_thinking":true}' ? 9 : 13 }),
    });
    const host = new OpenAiHost({ address: server.address });
    for (const _ of [1, 2]) expect(await host.list()).toMatchObject([{ canThink: true }]);
    expect(server.bodies('/tokenize')).toHaveLength(2);
  });

  it('have the size, the slot’s window and the template’s thinking that llama.cpp tells', async () => {
    expect(await listOf(LLAMA_CPP)).toEqual([
      {
        name: '../models/Qwen3-4B-Q4_K_M.gguf',
        family: 'unknown',
        bytes: 2_497_280_256,
        contextTokens: 5120,
        trainedTokens: 40_960,
        canThink: true,
      },
    ]);
  });

  it('are LM Studio’s without those for embeddings, with the window of what is loaded', async () => {
    const facts = { canThink: false };
    expect(await listOf(LM_STUDIO)).toEqual([
      { ...facts, name: 'meta-llama-3.1-8b-instruct', family: 'llama', contextTokens: 7168, trainedTokens: 131_072 },
      { ...facts, name: 'qwen2-vl-7b-instruct', family: 'qwen2_vl', contextTokens: 4096, trainedTokens: 32_768 },
    ]);
  });

  it.each([
    ['4096 where nobody tells it', PLAIN, undefined, 4096],
    ['what is set where the server does not tell it', PLAIN, 16_384, 16_384],
    ['the server’s where that is shorter than what is set', VLLM, 16_384, 6000],
    ['what is set where that is shorter', VLLM, 2048, 2048],
  ] as const)('have a window of %s', async (_, dialect, contextTokens, window) => {
    const [model] = await listOf(dialect, contextTokens === undefined ? {} : { contextTokens });
    expect(model?.contextTokens).toBe(window);
  });

  it.each(['', '/', '/v1', '/v1/'])('are found at an address that ends with "%s"', async (end) => {
    const { address } = await startScriptedOpenAi(PLAIN);
    expect(await new OpenAiHost({ address: `${address}${end}` }).list()).toHaveLength(1);
  });

  it('are told to whoever has the key, or the name and the password in the address', async () => {
    const server = await startScriptedOpenAi(PLAIN);
    await new OpenAiHost({ address: server.address, apiKey: 'sk-1' }).list();
    await new OpenAiHost({ address: server.address.replace('//', '//ann:se%2Fcret@') }).list();
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer sk-1', `Basic ${btoa('ann:se/cret')}`]),
    );
  });
});

describe('a streamed answer', () => {
  it('comes with its thinking, its end and its cost', async () => {
    const events = [
      delta({ role: 'assistant', content: '' }),
      delta({ reasoning_content: 'Hm.' }),
      delta({ reasoning: ' Rivers?' }),
      delta({ content: 'Rivers ' }),
      delta({ content: 'bring it.' }),
      ended('stop'),
      { choices: [], usage: { prompt_tokens: 12, completion_tokens: 5 }, timings: { prompt_ms: 2.5, predicted_ms: 7 } },
    ];
    const { model } = await modelOf(VLLM, { [CHAT]: (_, response) => answerEvents(response, events) });
    expect(await collect(model)).toEqual([
      { type: 'thinking-delta', text: 'Hm.' },
      { type: 'thinking-delta', text: ' Rivers?' },
      { type: 'text-delta', text: 'Rivers ' },
      { type: 'text-delta', text: 'bring it.' },
      {
        type: 'finish',
        reason: 'stop',
        rawReason: 'stop',
        usage: { promptTokens: 12, completionTokens: 5, promptMilliseconds: 2.5, completionMilliseconds: 7 },
      },
    ]);
  });

  it.each([
    ['vLLM', VLLM, { top_k: 40, repetition_penalty: 1, chat_template_kwargs: { enable_thinking: false } }],
    [
      'llama.cpp',
      LLAMA_CPP,
      {
        top_k: 40,
        min_p: 0,
        repeat_penalty: 1.1,
        repeat_last_n: 64,
        chat_template_kwargs: { enable_thinking: false },
      },
    ],
    ['LM Studio', LM_STUDIO, { top_k: 40, repeat_penalty: 1.1 }],
    ['any other server', PLAIN, {}],
  ] as const)('is asked of %s with the fields that it takes, and with no other', async (_, dialect, extensions) => {
    const { model, server } = await modelOf(dialect, { [CHAT]: saysYes });
    const schema = { type: 'object' };
    await collect(model, { ...request, think: false, shape: { name: 'side', schema } });
    expect(server.bodies(CHAT)).toEqual([
      {
        model: model.info.name,
        messages: prompt.messages,
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 50,
        seed: 9,
        temperature: 0.5,
        top_p: 0.9,
        response_format: { type: 'json_schema', json_schema: { name: 'side', strict: true, schema } },
        ...extensions,
      },
    ]);
  });

  it('comes whole when the network cuts it anywhere', async () => {
    const whole = Buffer.from(`data: ${JSON.stringify(delta({ content: 'Größe 🌊' }))}\r\n\r\ndata: [DONE]\r\n\r\n`);
    const { model } = await modelOf(PLAIN, {
      [CHAT]: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const send = (at: number): void => {
          if (at === whole.length) response.end();
          else response.write(whole.subarray(at, at + 1), () => send(at + 1));
        };
        send(0);
      },
    });
    expect(await collect(model)).toMatchObject([
      { type: 'text-delta', text: 'Größe 🌊' },
      { type: 'finish', reason: 'other' },
    ]);
  });

  it.each([
    ['length', 'length'],
    ['content_filter', 'other'],
  ])('that ends with %s is no end by itself', async (raw, reason) => {
    const { model } = await modelOf(PLAIN, {
      [CHAT]: (_, response) => answerEvents(response, [delta({ content: 'Rivers' }), ended(raw)]),
    });
    expect((await collect(model)).at(-1)).toMatchObject({ type: 'finish', reason, rawReason: raw });
  });

  it('that fills the window of a server that may cut in silence is no end by itself', async () => {
    const usage = { choices: [], usage: { prompt_tokens: 4050, completion_tokens: 46 } };
    const { model } = await modelOf(PLAIN, {
      [CHAT]: (_, response) => answerEvents(response, [delta({ content: 'Rivers' }), ended('stop'), usage]),
    });
    expect((await collect(model)).at(-1)).toMatchObject({ type: 'finish', reason: 'window', rawReason: 'window' });
  });

  it.each([
    "This model's maximum context length is 6000 tokens. However, you requested 7000 tokens.",
    'the request exceeds the available context size, try increasing it',
  ])('whose prompt is refused as too long ends at once: %s', async (message) => {
    const { model } = await modelOf(VLLM, {
      [CHAT]: (_, response) => answer(response, { error: { message, code: 400 } }, 400),
    });
    expect(await collect(model)).toEqual([{ type: 'finish', reason: 'window', rawReason: 'window', usage: {} }]);
  });

  it('ends at the server when the call is aborted', async () => {
    const responses: ServerResponse[] = [];
    const { model } = await modelOf(VLLM, {
      [CHAT]: (_, response) => {
        responses.push(response);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(delta({ content: 'Rivers' }))}\n\n`);
      },
    });
    const controller = new AbortController();
    const parts: ChatPart[] = [];
    for await (const part of model.stream(request, controller.signal)) {
      parts.push(part);
      const [response] = responses;
      if (response === undefined || part.type === 'finish') continue;
      const gone = once(response, 'close');
      controller.abort();
      await gone;
      expect(response.writableFinished).toBe(false);
    }
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
  });

  it('ends at the server when nobody reads on', async () => {
    const responses: ServerResponse[] = [];
    const { model } = await modelOf(VLLM, {
      [CHAT]: (_, response) => {
        responses.push(response);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(delta({ content: 'Rivers' }))}\n\n`);
      },
    });
    for await (const _ of model.stream(request, never)) break;
    const [response] = responses;
    if (response === undefined) throw new Error('the server was not asked');
    if (!response.destroyed) await once(response, 'close');
    expect(response.writableFinished).toBe(false);
  });
});

describe('a choice of an OpenAI-compatible server', () => {
  const alternatives = (token: string, top: Record<string, number>) => ({
    token,
    logprob: -1,
    top_logprobs: Object.entries(top).map(([other, share]) => ({ token: other, logprob: Math.log(share) })),
  });
  const logprobs =
    (content: unknown): Handler =>
    (_, response) =>
      answer(response, { choices: [{ message: { content: '' }, logprobs: { content } }], usage: { prompt_tokens: 9 } });
  const first = alternatives('The', { '4': 0.3, ' 5': 0.1, The: 0.6 });

  it.each([
    ['vLLM', VLLM, { continue_final_message: true, add_generation_prompt: false }],
    ['llama.cpp', LLAMA_CPP, {}],
  ] as const)('goes on with a begun answer on %s: the first token’s alternatives', async (_, dialect, goOn) => {
    const { model, server } = await modelOf(dialect, { [CHAT]: logprobs([first]) });
    const { probabilities, mass, usage } = await model.choose(begunPrompt, DIGITS, never);
    expect(mass).toBeCloseTo(0.4, 10);
    expect(probabilities.get('4')).toBeCloseTo(0.75, 10);
    expect(usage).toEqual({ promptTokens: 9 });
    expect(server.bodies(CHAT)[0]).toMatchObject({
      messages: begunPrompt.messages,
      logprobs: true,
      top_logprobs: 20,
      temperature: 0,
      chat_template_kwargs: { enable_thinking: false },
      ...goOn,
    });
  });

  it.each([
    ['LM Studio', LM_STUDIO],
    ['any other server', PLAIN],
  ])('is looked for in the answer of %s, which can’t go on with a begun one', async (_, dialect) => {
    const tokens = [alternatives('Level', { Level: 1 }), alternatives(' 6', { ' 6': 1 })];
    const { model, server } = await modelOf(dialect, { [CHAT]: logprobs(tokens) });
    expect((await model.choose(begunPrompt, DIGITS, never)).probabilities.get('6')).toBe(1);
    expect(server.bodies(CHAT)[0]).toHaveProperty('messages', prompt.messages);
  });

  it('is gone on with only where the server can: else it says nothing, and nothing is asked', async () => {
    const begun = { ...request, prompt: begunPrompt };
    const [able, unable] = [await modelOf(LLAMA_CPP, { [CHAT]: saysYes }), await modelOf(PLAIN, { [CHAT]: saysYes })];
    expect(await collect(able.model, begun)).toContainEqual({ type: 'text-delta', text: 'Yes.' });
    expect(await collect(unable.model, begun)).toEqual([CANNOT_GO_ON]);
    expect(unable.server.bodies(CHAT)).toEqual([]);
  });

  it.each([
    ['with what goes on with a begun answer, where the server can', LLAMA_CPP, begunPrompt.messages],
    ['from the start, where it can’t', PLAIN, prompt.messages],
  ] as const)('comes before the words of one streamed call, %s', async (_, dialect, messages) => {
    const digit = { content: [alternatives('4', { '4': 0.6, '5': 0.2 })] };
    const events = [
      { choices: [{ delta: { content: '4' }, logprobs: digit }] },
      delta({ content: '. Reason: it is short.' }),
      ended('stop'),
    ];
    const { model, server } = await modelOf(dialect, { [CHAT]: (_, response) => answerEvents(response, events) });
    const parts = await collect(model, { ...request, prompt: begunPrompt, options: DIGITS });
    expect(parts.map(({ type }) => type)).toEqual(['choice', 'text-delta', 'text-delta', 'finish']);
    expect(parts[0]).toMatchObject({ choice: { mass: expect.closeTo(0.8, 10) } });
    const [asked] = server.bodies(CHAT);
    expect(asked).toMatchObject({ messages, stream: true, logprobs: true, top_logprobs: 20 });
    expect(asked).not.toHaveProperty('top_p');
  });

  it('that cannot be had fails a streamed answer that was asked for with options', async () => {
    const { model } = await modelOf(LLAMA_CPP, { [CHAT]: saysYes });
    const failed = failure(collect(model, { ...request, prompt: begunPrompt, options: DIGITS }));
    expect(await failed).toBeInstanceOf(ChoiceUnsupportedError);
  });

  it('is asked for with fewer alternatives where the server refuses so many, and from then on', async () => {
    const message = 'Requested sample logprobs of 20, which is greater than max allowed: 5';
    const { model, server } = await modelOf(VLLM, {
      [CHAT]: (body, response) => {
        if (body['top_logprobs'] === 20) answer(response, { object: 'error', message, code: 400 }, 400);
        else logprobs([first])(body, response);
      },
    });
    for (const _ of [1, 2]) await model.choose(begunPrompt, DIGITS, never);
    expect(server.bodies(CHAT).map(({ top_logprobs }) => top_logprobs)).toEqual([20, 5, 5]);
  });

  it.each([
    ['null', null],
    ['an empty list', []],
    ['tokens alone', [{ token: '4', logprob: -0.1 }]],
  ])('can’t be had from a server that gives %s', async (_, content) => {
    const { model } = await modelOf(PLAIN, { [CHAT]: logprobs(content) });
    expect(await failure(model.choose(begunPrompt, DIGITS, never))).toBeInstanceOf(ChoiceUnsupportedError);
  });

  it.each<[string, Handlers, Handler]>([
    [
      'whose prompt is refused as too long',
      VLLM,
      (_, response) =>
        answer(response, { error: { message: "This model's maximum context length is 6000 tokens.", code: 400 } }, 400),
    ],
    [
      'that fills the window of a server that may cut in silence',
      PLAIN,
      (_, response) =>
        answer(response, {
          choices: [{ message: { content: '4' }, logprobs: { content: [first] } }],
          usage: { prompt_tokens: 4090, completion_tokens: 6 },
        }),
    ],
  ])('%s is none, and the server is not blamed', async (_, dialect, handler) => {
    const { model } = await modelOf(dialect, { [CHAT]: handler });
    const refused = await failure(model.choose(begunPrompt, DIGITS, never));
    expect(refused).toBeInstanceOf(PromptTooLongError);
    expect(refused).toMatchObject({ retryable: false });
  });
});

describe('the tokens of a prompt', () => {
  const tokenCalls = (asked: readonly { path: string }[]): string[] =>
    asked.map(({ path }) => path).filter((path) => path === '/tokenize' || path === '/apply-template');

  it('are counted by vLLM', async () => {
    const { model, server } = await modelOf(VLLM, {});
    expect(await model.countTokens(prompt)).toBe(31);
    expect(server.bodies('/tokenize').filter((body) => !('chat_template_kwargs' in body))).toEqual([
      { model: 'Qwen/Qwen3-8B', messages: prompt.messages },
    ]);
  });

  it('are counted by llama.cpp, in the model’s own template', async () => {
    const { model } = await modelOf(LLAMA_CPP, {});
    expect(await model.countTokens(prompt)).toBe(5);
  });

  it('are estimated where the server has no tokenizer, which is asked for once', async () => {
    const { model, server } = await modelOf(VLLM, {
      '/tokenize': (_, response) => answer(response, { detail: 'Not Found' }, 404),
    });
    const estimated = await model.countTokens(prompt);
    expect(estimated).toBeGreaterThan(8);
    expect(await model.countTokens(prompt)).toBe(estimated);
    expect(tokenCalls(server.asked)).toEqual(['/tokenize']);
  });

  it('are estimated while the tokenizer fails, and counted again afterwards', async () => {
    let fails = true;
    const { model } = await modelOf(VLLM, {
      '/tokenize': (body, response) =>
        fails ? answer(response, { error: 'starting' }, 503) : VLLM['/tokenize']?.(body, response),
    });
    expect(await model.countTokens(prompt)).not.toBe(31);
    fails = false;
    expect(await model.countTokens(prompt)).toBe(31);
  });

  it('are not asked of servers that have no way to tell', async () => {
    const { model, server } = await modelOf(PLAIN, {});
    expect(await model.countTokens(prompt)).toBeGreaterThan(8);
    expect(tokenCalls(server.asked)).toEqual([]);
  });
});

describe('a failure of an OpenAI-compatible server', () => {
  const KEY = 'sk-very-secret';
  const failing = async (handler: Handler, dialect = VLLM) => {
    const { model } = await modelOf(dialect, { [CHAT]: handler }, { apiKey: KEY });
    const error = await failure(collect(model));
    if (!isExpected(error)) throw error;
    return error;
  };
  /** Everything that a log would have of it. */
  const told = (error: unknown): string =>
    error instanceof Error ? `${error.stack} ${JSON.stringify(error)} ${told(error.cause)}` : String(error);

  it('to be there at all is told with its address, without the password', async () => {
    // Nothing listens on port 1.
    const host = new OpenAiHost({ address: 'http://ann:secret@127.0.0.1:1/v1' });
    const error = await failure(host.list());
    expect(error).toBeInstanceOf(ModelUnreachableError);
    expect(error).toMatchObject({ message: 'No model server answers at http://127.0.0.1:1/v1.', retryable: true });
    expect(told(error) + host.label).not.toContain('secret');
  });

  it('to have this API at its address is told as nothing being there', async () => {
    const { address } = await startScriptedOpenAi({});
    expect(await failure(new OpenAiHost({ address }).list())).toBeInstanceOf(ModelUnreachableError);
  });

  it('to have a model is told as that', async () => {
    const { host } = await modelOf(VLLM, {});
    expect(await failure(host.open('gone'))).toBeInstanceOf(ModelMissingError);
    const message = 'The model `Qwen/Qwen3-8B` does not exist.';
    expect(await failing((_, response) => answer(response, { error: { message } }, 404))).toBeInstanceOf(
      ModelMissingError,
    );
  });

  it.each([401, 403])('to take our key (%i) is told with where to set it, and never with the key', async (status) => {
    const message = `Incorrect API key provided: ${KEY}`;
    const error = await failing((_, response) => answer(response, { error: { message } }, status));
    expect(error).toBeInstanceOf(ModelKeyError);
    expect(error).toMatchObject({ retryable: false, advice: expect.stringContaining('MODEL_KEY_') });
    expect(told(error)).not.toContain(KEY);
  });

  it('whose words hold our key is told without it', async () => {
    const error = await failing((_, response) => answer(response, { error: { message: `${KEY} is broken` } }, 500));
    expect(error.message).toMatch(/failed: … is broken/);
    expect(told(error)).not.toContain(KEY);
  });

  it('for want of memory is told as that', async () => {
    const message = 'CUDA out of memory. Tried to allocate 2.00 GiB';
    const error = await failing((_, response) => answer(response, { error: { message } }, 500));
    expect(error).toBeInstanceOf(ModelOutOfMemoryError);
  });

  it.each([429, 503])('for want of time (%i) is worth another try', async (status) => {
    const error = await failing((_, response) => answer(response, { error: { message: 'Loading model' } }, status));
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining(`too busy (${status})`) });
  });

  it.each([
    ['vLLM', 'data: {"error": {"message": "EngineDeadError", "code": 500}}\n\ndata: [DONE]\n\n'],
    ['LM Studio', 'event: error\ndata: {"error":{"message":"EngineDeadError"}}\n\n'],
    ['an earlier llama.cpp', 'error: {"code":500,"message":"EngineDeadError"}\n\n'],
  ])('in the middle of an answer is told in its own words: %s', async (_, end) => {
    const error = await failing((_, response) => answerEvents(response, [delta({ content: 'Rivers' })], end));
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error).toMatchObject({ retryable: true, message: 'The model Qwen/Qwen3-8B failed: EngineDeadError' });
  });

  it('that is told with a status of success is a failure all the same', async () => {
    const error = await failing((_, response) => answer(response, { error: 'Unexpected endpoint' }));
    expect(error.message).toContain('failed: Unexpected endpoint');
  });

  it('to end its answer is told as that', async () => {
    const error = await failing((_, response) => answerEvents(response, [delta({ content: 'Rivers' })], ''));
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error.message).toContain('broke off in the middle of an answer');
  });

  it.each(['{"choices": [{"del', '{"choices": 5}', '[]'])('to speak as it should is told: %s', async (data) => {
    const error = await failing((_, response) => answerEvents(response, [], `data: ${data}\n\ndata: [DONE]\n\n`));
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error.message).toContain('the server sent something that is no');
  });

  it('that cuts the connection is told as unreachable', async () => {
    const error = await failing((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(delta({ content: 'Rivers' }))}\n\n`, () => response.destroy());
    });
    expect(error).toBeInstanceOf(ModelUnreachableError);
  });

  it('is not tried again by the adapter: the pool decides', async () => {
    const { model, server } = await modelOf(VLLM, {
      [CHAT]: (_, response) => answer(response, { error: { message: 'no' } }, 503),
    });
    await failure(collect(model));
    expect(server.bodies(CHAT)).toHaveLength(1);
  });
});
