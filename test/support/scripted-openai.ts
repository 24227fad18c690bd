import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { answer } from './scripted-ollama.ts';

/** What a scripted server does with a request to one of its paths. */
export type Handler = (body: Readonly<Record<string, unknown>>, response: ServerResponse) => void;
export type Handlers = Readonly<Record<string, Handler>>;

export interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The header of that name. */
  readonly authorization: string | undefined;
}

export interface ScriptedOpenAi {
  readonly address: string;
  /** All requests, in order. */
  readonly asked: readonly Asked[];
  /** The bodies of requests to a path. */
  bodies(path: string): readonly Asked['body'][];
}

const json =
  (body: unknown, status = 200): Handler =>
  (_, response) =>
    answer(response, body, status);

/**
 * vLLM: `max_model_len` in the list and POST /tokenize with messages.
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 * https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/protocol.py (ModelCard, TokenizeChatRequest, TokenizeResponse)
 */
export const VLLM: Handlers = {
  '/v1/models': json({
    object: 'list',
    data: [{ id: 'Qwen/Qwen3-8B', object: 'model', owned_by: 'vllm', root: 'Qwen/Qwen3-8B', max_model_len: 6000 }],
  }),
  '/tokenize': json({ count: 31, max_model_len: 6000, tokens: [1, 2], token_strs: null }),
};

/**
 * llama.cpp's server: `meta` in the list, GET /props, POST /apply-template and POST /tokenize.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
 */
export const LLAMA_CPP: Handlers = {
  '/v1/models': json({
    object: 'list',
    data: [
      {
        id: '../models/Qwen3-4B-Q4_K_M.gguf',
        object: 'model',
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        owned_by: 'llamacpp',
        meta: { vocab_type: 2, n_vocab: 151_936, n_ctx_train: 40_960, n_params: 4_022_468_096, size: 2_497_280_256 },
      },
    ],
  }),
  '/props': json({
    default_generation_settings: { id: 0, n_ctx: 5120 },
    total_slots: 2,
    chat_template:
      '{%- if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n{%- endif %}',
    build_info: 'b8681-abc',
  }),
  '/apply-template': ({ messages }, response) =>
    answer(response, { prompt: `<|im_start|>${JSON.stringify(messages)}` }),
  '/tokenize': ({ content }, response) =>
    answer(response, {
      tokens: String(content)
        .split(' ')
        .map((_, n) => n),
    }),
};

/**
 * LM Studio: a bare list, and another one at GET /api/v0/models. Paths that it does not know it answers with success and an `error`.
 * https://github.com/lmstudio-ai/docs/blob/main/1_developer/2_rest/endpoints.mdx
 */
export const LM_STUDIO: Handlers = {
  '/v1/models': json({
    object: 'list',
    data: ['meta-llama-3.1-8b-instruct', 'qwen2-vl-7b-instruct', 'text-embedding-nomic-embed-text-v1.5'].map((id) => ({
      id,
      object: 'model',
      owned_by: 'organization_owner',
    })),
  }),
  '/api/v0/models': json({
    object: 'list',
    data: [
      {
        id: 'meta-llama-3.1-8b-instruct',
        type: 'llm',
        arch: 'llama',
        state: 'loaded',
        max_context_length: 131_072,
        loaded_context_length: 7168,
      },
      { id: 'qwen2-vl-7b-instruct', type: 'vlm', arch: 'qwen2_vl', state: 'not-loaded', max_context_length: 32_768 },
      { id: 'text-embedding-nomic-embed-text-v1.5', type: 'embeddings', arch: 'nomic-bert', max_context_length: 2048 },
    ],
  }),
};

/** A service in front of many servers, of which nothing more is known than OpenAI's own fields. */
export const PLAIN: Handlers = {
  '/v1/models': json({ object: 'list', data: [{ id: 'mixtral', object: 'model', owned_by: 'organization-owner' }] }),
};

/** Answers with one event for each value, as an answer is streamed, and with the mark of the end unless told not to. */
export function answerEvents(response: ServerResponse, events: readonly unknown[], end = 'data: [DONE]\n\n'): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + end);
}

/** An event with words, or with thinking. */
export function delta(part: Readonly<Record<string, string>>): object {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: part, finish_reason: null }] };
}

/** The event that says why the answer ended. */
export function ended(reason: string): object {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: reason }] };
}

/** A scripted server (no model is behind it) that speaks a dialect of OpenAI's API, over real HTTP on loopback. */
export async function startScriptedOpenAi(dialect: Handlers, handlers: Handlers = {}): Promise<ScriptedOpenAi> {
  const asked: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const written = await text(request);
    const body = written === '' ? {} : JSON.parse(written);
    const path = request.url ?? '';
    const [bare = ''] = path.split('?');
    asked.push({ path, body, authorization: request.headers.authorization });
    const handler = handlers[bare] ?? dialect[bare];
    if (handler !== undefined) handler(body, response);
    else if (dialect === LM_STUDIO) answer(response, { error: `Unexpected endpoint or method. (${bare})` });
    else answer(response, { detail: 'Not Found' }, 404);
  };
  const server = createServer((request, response) => void handle(request, response));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    address: `http://127.0.0.1:${address.port}`,
    asked,
    bodies: (path) => asked.filter((one) => one.path === path).map(({ body }) => body),
  };
}
