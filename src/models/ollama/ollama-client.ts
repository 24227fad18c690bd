import { Ollama } from 'ollama';
import { withoutPassword } from '../../core/without-password.ts';

/** A client whose calls, all of them, end when the signal is aborted (the library aborts only what already streams). */
export function ollamaClient(address: string, signal: AbortSignal | undefined): Ollama {
  return new Ollama({
    // fetch refuses an address with a name and a password in it, and tells it in its error.
    host: withoutPassword(address),
    headers: authorization(new URL(address)),
    fetch: (input, init) => {
      const signals = [signal, init?.signal].filter((one) => one !== undefined && one !== null);
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    },
  });
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}` };
}
