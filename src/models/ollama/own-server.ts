import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ollama } from 'ollama';
import type { Clock } from '../../core/clock.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';

/** A real Ollama server of one's own, on loopback, with models of its own. */
export interface OwnOllama {
  readonly address: string;
  /** SIGKILL, as when the machine runs out of memory. */
  kill(): Promise<void>;
  /** Ends it and removes its models. */
  close(): Promise<void>;
}

const STARTS_WITHIN = 30_000;
const LOOK_EVERY = 100;

/**
 * Starts a server with the same weights under each of the names.
 * @param binary the server's program
 * @param weights a .gguf file
 * @throws ModelUnreachableError when it does not start, ModelFailedError when it does not take the weights
 */
export async function startOwnOllama(
  { binary, weights, names }: { readonly binary: string; readonly weights: string; readonly names: readonly string[] },
  environment: NodeJS.ProcessEnv,
  clock: Clock,
): Promise<OwnOllama> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ollama-'));
  const address = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(binary, ['serve'], {
    env: { ...environment, OLLAMA_HOST: address, OLLAMA_MODELS: folder, OLLAMA_NUM_PARALLEL: '1' },
    stdio: 'ignore',
    // A group of its own: the server runs models in processes that would outlive it when it is killed.
    detached: true,
  });
  const own: OwnOllama = {
    address,
    kill: () => end(server, 'SIGKILL'),
    async close() {
      await end(server, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await untilItAnswers(address, server, clock);
    await createModels(address, weights, names);
    return own;
  } catch (error) {
    await own.close();
    throw error;
  }
}

async function untilItAnswers(address: string, server: ChildProcess, clock: Clock): Promise<void> {
  const client = new Ollama({ host: address });
  const failed = once(server, 'error').then(([error]) => {
    throw new ModelUnreachableError(address, error);
  });
  failed.catch(() => {});
  for (const until = clock.now() + STARTS_WITHIN; ; ) {
    try {
      await Promise.race([client.list(), failed]);
      return;
    } catch (error) {
      if (error instanceof ModelUnreachableError || clock.now() > until)
        throw new ModelUnreachableError(address, error);
      await clock.sleep(LOOK_EVERY);
    }
  }
}

async function createModels(address: string, file: string, names: readonly string[]): Promise<void> {
  const weights = await readFile(file);
  const digest = `sha256:${createHash('sha256').update(weights).digest('hex')}`;
  await fetch(`${address}/api/blobs/${digest}`, { method: 'POST', body: weights });
  for (const model of names) {
    // The library's types lack `files`, by which a model is made of weights that were sent.
    const created = await fetch(`${address}/api/create`, {
      method: 'POST',
      body: JSON.stringify({ model, files: { 'model.gguf': digest }, stream: false }),
    });
    if (!created.ok) throw new ModelFailedError(model, `it could not be made: ${await created.text()}`);
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  process.kill(-server.pid, signal);
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}
