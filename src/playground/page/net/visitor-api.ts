import type { APIMessage } from 'discord-api-types/v10';
import type { InteractionRequest, Session } from '../../visitor-protocol.ts';

/** The server refused a request, or could not be reached (status 0). */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function call(token: string | null, method: string, path: string, body?: unknown): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (token !== null) headers['Authorization'] = `Visitor ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/visitor/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new RequestRefused(0, 0, 'The playground cannot be reached.');
  }
  if (response.status === 204) return null;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  // The protocol's shape for errors; each field is checked before it is used.
  const { message, code } = (answer ?? {}) as { readonly message?: unknown; readonly code?: unknown };
  throw new RequestRefused(
    response.status,
    typeof code === 'number' ? code : 0,
    typeof message === 'string' ? message : `The playground answered with status ${response.status}.`,
  );
}

/** The server's HTTP side for visitors, as visitor-protocol.ts says. Every call throws RequestRefused. */
export class VisitorApi {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  static async join(name: string): Promise<Session> {
    // The page is served by the server it speaks to: both are of one version, so answers are as the protocol says.
    return (await call(null, 'POST', 'session', { name })) as Session;
  }

  /** Whether the server knows this token; a server that can't be reached throws. */
  async knowsToken(): Promise<boolean> {
    try {
      await call(this.#token, 'GET', 'channels/0/messages?limit=1');
      return true;
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status === 0 || error.status >= 500) throw error;
      return error.status !== 401;
    }
  }

  /** @returns newest first */
  async messages(channelId: string, limit: number, before?: string): Promise<readonly APIMessage[]> {
    const query = before === undefined ? '' : `&before=${before}`;
    // As for `join`: the protocol's own shape.
    return (await call(this.#token, 'GET', `channels/${channelId}/messages?limit=${limit}${query}`)) as APIMessage[];
  }

  async send(channelId: string, content: string): Promise<void> {
    await call(this.#token, 'POST', `channels/${channelId}/messages`, { content });
  }

  async setReaction(channelId: string, messageId: string, emoji: string, given: boolean): Promise<void> {
    const path = `channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
    await call(this.#token, given ? 'PUT' : 'DELETE', path);
  }

  async setThreadMember(threadId: string, member: boolean): Promise<void> {
    await call(this.#token, member ? 'PUT' : 'DELETE', `channels/${threadId}/thread-members/@me`);
  }

  async interact(request: InteractionRequest): Promise<void> {
    await call(this.#token, 'POST', 'interactions', request);
  }
}
