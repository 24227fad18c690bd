import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a scripted server does with a request to one of its paths. */
export type Handler = (body: Readonly<Record<string, unknown>>, response: ServerResponse) => void | Promise<void>;

export interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The header of that name. */
  readonly authorization: string | undefined;
}

export interface ScriptedOllama {
  readonly address: string;
  /** All requests, in order. */
  readonly asked: readonly Asked[];
  /** Dies in the middle of whatever it does. */
  kill(): void;
  /** Comes back under the same address. */
  revive(): Promise<void>;
}

/** Answers with JSON. */
export function answer(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Answers with one JSON value a line, as Ollama streams. */
export function answerLines(response: ServerResponse, lines: readonly unknown[]): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

const USUAL: Readonly<Record<string, Handler>> = {
  '/api/tags': (_, response) =>
    answer(response, {
      models: [
        { name: 'big:70b', size: 4e10, digest: 'd3', details: { family: 'llama', parameter_size: '70B' } },
        { name: 'thinker:8b', size: 5e9, digest: 'd1', details: { family: 'Qwen3', parameter_size: '8.2B' } },
        { name: 'embedder:latest', size: 1e8, digest: 'd2', details: null },
      ],
    }),
  '/api/version': (_, response) => answer(response, { version: '0.35.1' }),
  '/api/show': ({ model }, response) =>
    answer(response, {
      capabilities:
        model === 'embedder:latest' ? ['embedding'] : ['completion', ...(model === 'thinker:8b' ? ['thinking'] : [])],
      model_info: { 'x.context_length': model === 'big:70b' ? 4096 : 131_072 },
      template: '{{ .System }}{{ .Prompt }}<assistant>',
    }),
};

/** A scripted server (no model is behind it) that answers in the shapes of Ollama's API, over real HTTP on loopback. */
export async function startScriptedOllama(handlers: Readonly<Record<string, Handler>> = {}): Promise<ScriptedOllama> {
  const asked: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const written = await text(request);
    const body = written === '' ? {} : JSON.parse(written);
    const path = request.url ?? '';
    asked.push({ path, body, authorization: request.headers.authorization });
    const handler = handlers[path] ?? USUAL[path];
    if (handler === undefined) answer(response, { error: `unexpected ${path}` }, 500);
    else await handler(body, response);
  };
  const server = createServer((request, response) => void handle(request, response));
  const kill = (): void => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(kill);
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const { port } = address;
  return { address: `http://127.0.0.1:${port}`, asked, kill, revive: () => listen(port) };
}

/** Of a request's options, whether a choice is asked for the first time: a longer answer is asked for only where the token was none. */
export function isOneToken(options: unknown): boolean {
  return options instanceof Object && 'num_predict' in options && options.num_predict === 1;
}
