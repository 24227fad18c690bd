import type { z } from 'zod';
import { basicAuthorization } from '../../core/basic-authorization.ts';
import { withoutPassword } from '../../core/without-password.ts';
import { rootOf } from './openai-address.ts';
import { errorIn } from './responses.ts';
import { ServerFailure } from './server-failure.ts';

/** So much of what a server says when it fails is kept. */
const MOST_WORDS = 500;

/** Requests to one server. What it says is never repeated with our key in it. */
export class OpenAiClient {
  /** For people: as it was given, without a password. */
  readonly address: string;
  /** Whether it is told a key, or a name and a password. */
  readonly sendsKey: boolean;
  readonly #root: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #secrets: readonly string[];

  constructor(address: string, apiKey: string | undefined) {
    const root = rootOf(address);
    const url = new URL(root);
    const authorization = apiKey === undefined ? basicAuthorization(url) : `Bearer ${apiKey}`;
    this.address = withoutPassword(address);
    this.sendsKey = authorization !== undefined;
    // fetch refuses an address with a name and a password in it, and tells it in its error.
    this.#root = withoutPassword(root);
    this.#headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    this.#secrets = [apiKey ?? '', decodeURIComponent(url.password)].filter((secret) => secret !== '');
  }

  /** @throws ServerFailure, and what fetch throws */
  async get<Schema extends z.ZodType>(path: string, schema: Schema, signal: AbortSignal): Promise<z.output<Schema>> {
    return schema.parse(await this.#json(await this.#send('GET', path, undefined, signal)));
  }

  /** @throws ServerFailure, and what fetch throws */
  async post<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    return schema.parse(await this.#json(await this.#send('POST', path, body, signal)));
  }

  /** The bytes of an answer that the server streams. @throws ServerFailure, and what fetch throws */
  async stream(path: string, body: object, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#send('POST', path, body, signal);
    // Some say that they failed with a status of success.
    if (response.headers.get('content-type')?.includes('application/json')) await this.#json(response);
    if (response.body === null) throw new ServerFailure('the server sent no answer.', response.status);
    return response.body;
  }

  /** What the server said, without our key. */
  failure(words: string, status?: number): ServerFailure {
    const clean = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '…'), words);
    return new ServerFailure(clean.slice(0, MOST_WORDS), status);
  }

  async #send(method: string, path: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
    const response = await fetch(`${this.#root}${path}`, {
      method,
      headers: this.#headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const said = await response.text();
    throw this.failure(errorIn(parsed(said)) ?? (said || response.statusText), response.status);
  }

  async #json(response: Response): Promise<unknown> {
    const value = parsed(await response.text());
    const error = errorIn(value);
    if (error !== undefined) throw this.failure(error, response.status);
    return value;
  }
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
