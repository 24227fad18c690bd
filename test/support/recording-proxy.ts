import { once } from 'node:events';
import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

export interface RecordedFile {
  /** The name of its part. */
  readonly part: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** A request as it went over the wire, and what was answered. */
export interface Exchange {
  readonly method: string;
  /** As sent, still encoded, from /api on, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's JSON, or that of its part `payload_json`; undefined for none. */
  readonly json: unknown;
  readonly files: readonly RecordedFile[];
  /** When it came in, in milliseconds since the epoch. */
  readonly at: number;
  status: number;
  answer: unknown;
}

/** A payload of the gateway. */
export interface Frame {
  readonly from: 'bot' | 'discord';
  readonly payload: { readonly op: number; readonly t?: string | null; readonly d?: unknown };
  readonly at: number;
}

/** Stands between a bot and its Discord, knows nothing of either, and writes down all that passes. */
export interface RecordingProxy {
  /** For the bot. */
  readonly api: string;
  readonly exchanges: readonly Exchange[];
  readonly frames: readonly Frame[];
}

/** @param target the address of the API behind it, `http://127.0.0.1:PORT/api` */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(target);
  const exchanges: Exchange[] = [];
  const frames: Frame[] = [];
  const server = createServer((incoming, outgoing) => {
    // A connection that breaks behind it breaks before it too.
    void forward(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address with a port.
  const own = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  /** Addresses in answers (the gateway's) lead back here. */
  const here = (text: string): string => text.replaceAll(`${hostname}:${port}`, own);

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const url = new URL(incoming.url ?? '/', target);
    const headers = flat(incoming.headers);
    const exchange: Exchange = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers,
      ...(await parse(body, headers['content-type'] ?? '')),
      at: Date.now(),
      status: 0,
      answer: undefined,
    };
    exchanges.push(exchange);
    const asked = openRequest({
      hostname,
      port,
      method: exchange.method,
      path: incoming.url,
      headers: { ...headers, host: `${hostname}:${port}` },
    });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const text = here((await bytesOf(answer)).toString('utf8'));
    exchange.status = answer.statusCode ?? 0;
    const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
    exchange.answer = isJson ? JSON.parse(text) : undefined;
    const { 'content-length': _, 'transfer-encoding': __, ...kept } = flat(answer.headers);
    outgoing.writeHead(exchange.status, kept);
    outgoing.end(text);
  }

  sockets.on('connection', (bot, { url }) => {
    const discord = new WebSocket(`ws://${hostname}:${port}${url}`);
    const waiting: RawData[] = [];
    bot.on('message', (raw) => {
      frames.push({ from: 'bot', payload: JSON.parse(raw.toString()), at: Date.now() });
      if (discord.readyState === WebSocket.OPEN) discord.send(raw.toString());
      else waiting.push(raw);
    });
    discord.on('open', () => {
      for (const raw of waiting) discord.send(raw.toString());
    });
    discord.on('message', (raw) => {
      const text = here(raw.toString());
      frames.push({ from: 'discord', payload: JSON.parse(text), at: Date.now() });
      bot.send(text);
    });
    const end = (other: WebSocket) => (code: number, reason: Buffer) =>
      code >= 3000 || code === 1000 || code === 1001 ? other.close(code, reason.toString()) : other.terminate();
    bot.on('close', end(discord)).on('error', () => {});
    discord.on('close', end(bot)).on('error', () => bot.terminate());
  });

  onTestFinished(async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.close();
    server.closeAllConnections();
  });
  return { api: `http://${own}/api`, exchanges, frames };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}

async function parse(body: Buffer, type: string): Promise<Pick<Exchange, 'json' | 'files'>> {
  if (!type.startsWith('multipart/form-data'))
    return { json: body.length === 0 ? undefined : JSON.parse(body.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const files: RecordedFile[] = [];
  let json: unknown;
  for (const [part, value] of form) {
    if (typeof value !== 'string') files.push({ part, name: value.name, type: value.type, size: value.size });
    else if (part === 'payload_json') json = JSON.parse(value);
    else files.push({ part, name: '', type: 'text', size: value.length });
  }
  return { json, files };
}
