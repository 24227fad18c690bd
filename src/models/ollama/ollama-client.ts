import { Ollama } from 'ollama';
import { basicAuthorization } from '../../core/basic-authorization.ts';
import { withoutPassword } from '../../core/without-password.ts';

/** A client whose calls, all of them, end when the signal is aborted (the library aborts only what already streams). */
export function ollamaClient(address: string, signal: AbortSignal | undefined): Ollama {
  const authorization = basicAuthorization(new URL(address));
  return new Ollama({
    // fetch refuses an address with a name and a password in it, and tells it in its error.
    host: withoutPassword(address),
    headers: authorization === undefined ? {} : { authorization },
    fetch: async (input, init) => {
      const signals = [signal, init?.signal].filter((one) => one !== undefined && one !== null);
      return inJson(await fetch(input, { ...init, signal: AbortSignal.any(signals) }));
    },
  });
}

/** Of an error that is no JSON (a proxy's, a server of another kind) the library would print a line of its own to standard output. */
async function inJson(response: Response): Promise<Response> {
  if (response.ok) return response;
  const { status, statusText } = response;
  const text = await response.text();
  const headers = { 'content-type': 'application/json' };
  return new Response(isJson(text) ? text : JSON.stringify({ error: text }), { status, statusText, headers });
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
