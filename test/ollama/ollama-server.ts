import { systemClock } from '../../src/core/clock.ts';
import { type OwnOllama, startOwnOllama } from '../../src/models/ollama/own-server.ts';

export type OllamaServer = OwnOllama;

/** Starts a real server with the small model under each of the names. */
export function startOllama(names: readonly string[]): Promise<OllamaServer> {
  const files = { binary: required('OLLAMA_BINARY'), weights: required('EMBEDDED_MODEL') };
  return startOwnOllama({ ...files, names }, process.env, systemClock);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with bash .ci/ollama`);
  return value;
}
