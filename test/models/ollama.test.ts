import { describe, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import type { ExpectedError } from '../../src/core/errors.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import { CANNOT_GO_ON } from '../../src/models/port/finish-reason.ts';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { DIGITS, never } from '../support/ask-model.ts';
import { answer, answerLines, type Handler, isOneToken, startScriptedOllama } from '../support/scripted-ollama.ts';

const prompt = renderedPrompt([{ role: 'user', content: 'Why is the sea salty?' }], 'test');
const begunPrompt = renderedPrompt([...prompt.messages, { role: 'assistant', content: 'Level ' }], 'test');
const request: ChatRequest = { prompt, maxTokens: 50, seed: 9, temperature: 0.5 };

const words = (content: string, more: object = {}) => ({
  message: { role: 'assistant', content },
  done: false,
  ...more,
});
const done = { message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' };

async function modelOf(handlers: Record<string, Handler>, name = 'thinker:8b') {
  const server = await startScriptedOllama(handlers);
  return { server, model: await new OllamaHost(server.address).open(name) };
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

describe('a scripted Ollama server', () => {
  it('is told the name and the password that stand in its address', async () => {
    const server = await startScriptedOllama();
    await new OllamaHost(server.address.replace('//', '//ann:se%2Fcret@')).list();
    expect(server.asked.map(({ authorization }) => authorization)).toContain(`Basic ${btoa('ann:se/cret')}`);
    expect(new Set(server.asked.map(({ authorization }) => authorization)).size).toBe(1);
  });

  it('is asked for its chat models, smallest first, with what each can do', async () => {
    const { address } = await startScriptedOllama();
    expect(await new OllamaHost(address).list()).toEqual([
      {
        name: 'thinker:8b',
        family: 'qwen3',
        bytes: 5e9,
        contextTokens: 8192,
        trainedTokens: 131_072,
        digest: 'd1',
        canThink: true,
      },
      {
        name: 'big:70b',
        family: 'llama',
        bytes: 4e10,
        contextTokens: 4096,
        trainedTokens: 4096,
        digest: 'd3',
        canThink: false,
      },
    ]);
  });

  it.each([
    [undefined, undefined, 8192],
    [16_384, undefined, 16_384],
    [16_384, 131_072, 16_384],
    [16_384, 4096, 4096],
    [2048, undefined, 2048],
  ])('set to a window of %s, with a model trained for %s, is asked for %s', async (set, trained, window) => {
    const { address } = await startScriptedOllama({
      '/api/show': (_, response) => answer(response, { model_info: { 'x.context_length': trained } }),
    });
    const [model] = await new OllamaHost(address, undefined, set).list();
    expect(model?.contextTokens).toBe(window);
  });

  it('is told the window, the seed and the budget, and its words come with their thinking and cost', async () => {
    const lines = [
      { ...words(''), message: { role: 'assistant', content: '', thinking: 'Hm.' } },
      words('Rivers '),
      words('bring it.'),
      { ...done, prompt_eval_count: 12, eval_count: 5, prompt_eval_duration: 2_500_000, eval_duration: 7_000_000 },
    ];
    const { model, server } = await modelOf({ '/api/chat': (_, response) => answerLines(response, lines) });
    expect(await collect(model)).toEqual([
      { type: 'thinking-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Rivers ' },
      { type: 'text-delta', text: 'bring it.' },
      {
        type: 'finish',
        reason: 'stop',
        rawReason: 'stop',
        usage: { promptTokens: 12, completionTokens: 5, promptMilliseconds: 2.5, completionMilliseconds: 7 },
      },
    ]);
    expect(server.asked.find(({ path }) => path === '/api/chat')?.body).toMatchObject({
      model: 'thinker:8b',
      stream: true,
      options: { num_ctx: 8192, num_predict: 50, seed: 9, temperature: 0.5 },
    });
  });

  it('goes on with an answer that was begun, in the model’s own template', async () => {
    const pieces = ['7. It ', 'weighs both.'].map((response) => ({ response, done: false }));
    const lines = [...pieces, { ...done, response: '', prompt_eval_count: 12 }];
    const { model, server } = await modelOf({ '/api/generate': (_, response) => answerLines(response, lines) });
    expect(await collect(model, { ...request, prompt: begunPrompt })).toEqual([
      { type: 'text-delta', text: '7. It ' },
      { type: 'text-delta', text: 'weighs both.' },
      { type: 'finish', reason: 'stop', rawReason: 'stop', usage: { promptTokens: 12 } },
    ]);
    expect(server.asked.find(({ path }) => path === '/api/generate')?.body).toMatchObject({
      prompt: 'Why is the sea salty?',
      template: expect.stringMatching(/Level $/),
      options: { num_ctx: 8192, num_predict: 50, seed: 9, temperature: 0.5, repeat_penalty: 1.1 },
    });
  });

  it('is none where an answer was begun and the server tells no template: nothing is asked', async () => {
    const show: Handler = (_, response) => answer(response, { capabilities: ['completion'] });
    const { model, server } = await modelOf({ '/api/show': show });
    expect(await collect(model, { ...request, prompt: begunPrompt })).toEqual([CANNOT_GO_ON]);
    expect(server.asked.map(({ path }) => path)).not.toContain('/api/chat');
  });

  it.each([
    ['length', 'length'],
    ['load', 'other'],
  ])('that ends with %s is no end by itself', async (raw, reason) => {
    const lines = [words('Rivers'), { ...done, done_reason: raw }];
    const { model } = await modelOf({ '/api/chat': (_, response) => answerLines(response, lines) });
    expect((await collect(model)).at(-1)).toMatchObject({ type: 'finish', reason, rawReason: raw });
  });

  it('stops its work when the call is aborted', async () => {
    let hungUp: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const { model } = await modelOf({
      '/api/chat': (_, response) => {
        response.on('close', hungUp);
        response.writeHead(200).write(`${JSON.stringify(words('Rivers'))}\n`);
      },
    });
    const controller = new AbortController();
    const parts: ChatPart[] = [];
    for await (const part of model.stream(request, controller.signal)) {
      parts.push(part);
      controller.abort();
    }
    await gone;
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
  });
});

describe('a choice', () => {
  const alternatives = (token: string, top: Record<string, number>) => ({
    token,
    logprob: -1,
    top_logprobs: Object.entries(top).map(([other, share]) => ({ token: other, logprob: Math.log(share) })),
  });
  const chooseFrom = async (logprobs: unknown, asked = begunPrompt) => {
    const reply: Handler = (_, response) => answer(response, { response: '', ...done, logprobs });
    const { model } = await modelOf({ '/api/generate': reply, '/api/chat': reply });
    return model.choose(asked, DIGITS, never);
  };

  it('is read from the token’s alternatives: shares of the options, and the mass that lies on them', async () => {
    const { probabilities, mass } = await chooseFrom([alternatives('4', { '4': 0.4, ' 5': 0.2, '6.': 0.2, The: 0.2 })]);
    expect(mass).toBeCloseTo(0.8, 10);
    expect([...probabilities.values()].map((share) => Number(share.toFixed(6)))).toEqual([0, 0, 0, 0.5, 0.25, 0.25, 0]);
  });

  it('is found after one word of the model’s own', async () => {
    const tokens = [alternatives('Level', { Level: 1 }), alternatives(' ', { ' ': 1 }), alternatives('6', { '6': 1 })];
    expect((await chooseFrom(tokens, prompt)).probabilities.get('6')).toBe(1);
  });

  it('is one token of an answer that was begun; only where that is no option, more are asked for', async () => {
    const asked = async (first: string): Promise<unknown[]> => {
      const tokens: Handler = ({ options }, response) => {
        const six = alternatives('6', { '6': 1 });
        const logprobs = isOneToken(options) ? [alternatives(first, { [first]: 1 })] : [alternatives(first, {}), six];
        answer(response, { response: '', ...done, logprobs });
      };
      const { model, server } = await modelOf({ '/api/generate': tokens });
      expect((await model.choose(begunPrompt, DIGITS, never)).probabilities.get('6')).toBe(1);
      return server.asked.filter(({ path }) => path === '/api/generate').map(({ body }) => body['options']);
    };
    expect(await asked('6')).toMatchObject([{ num_predict: 1 }]);
    expect(await asked('**')).toMatchObject([{ num_predict: 1 }, { num_predict: 12 }]);
  });

  it('comes before the first word of an answer that goes on in words, in one call', async () => {
    const lines = [
      { response: '4', logprobs: [alternatives('4', { '4': 0.6, '5': 0.2 })] },
      { response: '. Reason:', logprobs: [alternatives('.', { '.': 1 }), alternatives(' Reason:', {})] },
      { response: '', ...done },
    ];
    const { model, server } = await modelOf({ '/api/generate': (_, response) => answerLines(response, lines) });
    const parts = await collect(model, { ...request, prompt: begunPrompt, options: DIGITS });
    expect(parts.map(({ type }) => type)).toEqual(['choice', 'text-delta', 'text-delta', 'finish']);
    const [first] = parts;
    expect(first?.type === 'choice' ? [first.choice.mass, first.choice.probabilities.get('4')] : []).toEqual([
      expect.closeTo(0.8, 10),
      expect.closeTo(0.75, 10),
    ]);
    const asked = server.asked.filter(({ path }) => path === '/api/generate').map(({ body }) => body);
    expect(asked).toMatchObject([{ stream: true, logprobs: true, top_logprobs: 20, options: { repeat_penalty: 1 } }]);
  });

  it('is waited for behind a word of the model’s own, and its words come after it', async () => {
    const lines = [
      { message: { content: 'Level' }, logprobs: [alternatives('Level', { Level: 1 })] },
      { message: { content: ' 6' }, logprobs: [alternatives(' 6', { ' 6': 1 })] },
      done,
    ];
    const { model } = await modelOf({ '/api/chat': (_, response) => answerLines(response, lines) });
    const parts = await collect(model, { ...request, options: DIGITS });
    expect(parts.map((part) => (part.type === 'text-delta' ? part.text : part.type))).toEqual([
      'choice',
      'Level 6',
      'finish',
    ]);
    expect(parts[0]).toMatchObject({ choice: { mass: 1 } });
  });

  it('that cannot be had fails an answer that was asked for with options', async () => {
    const lines = [{ response: '4' }, { response: '', ...done }];
    const { model } = await modelOf({ '/api/generate': (_, response) => answerLines(response, lines) });
    const failed = failure(collect(model, { ...request, prompt: begunPrompt, options: DIGITS }));
    expect(await failed).toBeInstanceOf(ChoiceUnsupportedError);
  });

  it('is not taken from a digit in a sentence', async () => {
    const tokens = ['There', ' are', ' ', '2', ' speakers'].map((token) => alternatives(token, { [token]: 0.9 }));
    expect((await chooseFrom(tokens)).mass).toBe(0);
    expect((await chooseFrom(tokens, prompt)).mass).toBe(0);
  });

  it.each([undefined, null, [{ token: '4', logprob: -0.1 }]])(
    'can’t be had from a server that gives %j',
    async (logprobs) => {
      expect(await failure(chooseFrom(logprobs))).toBeInstanceOf(ChoiceUnsupportedError);
    },
  );
});

describe('a failure of a scripted Ollama server', () => {
  const streamFailure = async (handler: Handler) => {
    const { model, server } = await modelOf({ '/api/chat': handler });
    return { error: (await failure(collect(model))) as ExpectedError, server };
  };

  it('to be there at all is told with its address, without the password', async () => {
    // Nothing listens on port 1.
    const error = await failure(new OllamaHost('http://ann:secret@127.0.0.1:1').list());
    expect(error).toBeInstanceOf(ModelUnreachableError);
    expect(error).toMatchObject({ message: expect.stringContaining('http://127.0.0.1:1'), retryable: true });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret');
  });

  it('to have a model is told with the command that fetches it', async () => {
    const { address } = await startScriptedOllama();
    const error = await failure(new OllamaHost(address).open('mistral:7b'));
    expect(error).toBeInstanceOf(ModelMissingError);
    expect(error).toHaveProperty('advice', 'Fetch it with: ollama pull mistral:7b');
    const later = await streamFailure((_, response) =>
      answer(response, { error: "model 'thinker:8b' not found" }, 404),
    );
    expect(later.error).toBeInstanceOf(ModelMissingError);
  });

  it('for want of memory is told as that', async () => {
    const said = { error: 'model requires more system memory (5.6 GiB) than is available (2.1 GiB)' };
    const { error } = await streamFailure((_, response) => answer(response, said, 500));
    expect(error).toBeInstanceOf(ModelOutOfMemoryError);
    expect(error.retryable).toBe(false);
  });

  it('in the middle of an answer is told in its own words, and worth another try', async () => {
    const { error } = await streamFailure((_, response) =>
      answerLines(response, [words('Rivers'), { error: 'an unknown error was encountered while running the model' }]),
    );
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error.message).toMatch(/thinker:8b failed: an unknown error/);
    expect(error.retryable).toBe(true);
  });

  it('to end its answer is told as that', async () => {
    const { error } = await streamFailure((_, response) => answerLines(response, [words('Rivers')]));
    expect(error).toBeInstanceOf(ModelFailedError);
    expect(error.message).toContain('broke off in the middle of an answer');
  });

  it('that cuts the connection is told as unreachable', async () => {
    const { error } = await streamFailure((_, response) => {
      response.writeHead(200).write(`${JSON.stringify(words('Rivers'))}\n`, () => response.destroy());
    });
    expect(error).toBeInstanceOf(ModelUnreachableError);
  });

  it('to speak as Ollama does is told, not passed on', async () => {
    const { error } = await streamFailure((_, response) => answerLines(response, [{ message: 5, done: false }]));
    expect(error).toBeInstanceOf(ModelFailedError);
  });
});
