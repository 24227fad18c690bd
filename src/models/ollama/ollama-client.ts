import { Ollama } from 'ollama';

/** A client whose calls, all of them, end when the signal is aborted (the library aborts only what already streams). */
export function ollamaClient(address: string, signal: AbortSignal | undefined): Ollama {
  return new Ollama({
    host: address,
    fetch: (input, init) => {
      const signals = [signal, init?.signal].filter((one) => one !== undefined && one !== null);
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    },
  });
}
