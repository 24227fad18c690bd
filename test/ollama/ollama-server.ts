import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ollama } from 'ollama';
import { vi } from 'vitest';

/** A real Ollama server of the test's own, with models of its own. */
export interface OllamaServer {
  readonly address: string;
  /** SIGKILL, as when the machine runs out of memory. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with bash .ci/ollama`);
  return value;
}

/** Starts a server with the small model under each of the names. */
export async function startOllama(names: readonly string[]): Promise<OllamaServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ollama-'));
  const address = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(required('OLLAMA_BINARY'), ['serve'], {
    env: { ...process.env, OLLAMA_HOST: address, OLLAMA_MODELS: folder, OLLAMA_NUM_PARALLEL: '1' },
    stdio: 'ignore',
  });
  const client = new Ollama({ host: address });
  await vi.waitFor(() => client.list(), { timeout: 30_000, interval: 100 });
  const weights = await readFile(required('EMBEDDED_MODEL'));
  const digest = `sha256:${createHash('sha256').update(weights).digest('hex')}`;
  await fetch(`${address}/api/blobs/${digest}`, { method: 'POST', body: weights });
  for (const model of names) {
    // The library's types lack `files`, by which a model is made of weights that were sent.
    const created = await fetch(`${address}/api/create`, {
      method: 'POST',
      body: JSON.stringify({ model, files: { 'model.gguf': digest }, stream: false }),
    });
    if (!created.ok) throw new Error(`${model} could not be made: ${await created.text()}`);
  }
  return {
    address,
    kill: () => end(server, 'SIGKILL'),
    async close() {
      await end(server, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(signal);
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
