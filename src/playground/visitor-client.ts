import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIUser,
} from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { CommandFailedError } from './command-failed-error.ts';
import type { Dispatch, DispatchData, InteractionOption, InteractionRequest, Ready, Session } from './visitor-protocol.ts';
import { VisitorRequestError } from './visitor-request-error.ts';
import { allComponents } from './world/message-parts.ts';

type Listener = (dispatch: Dispatch) => void;

/** A form that the bot has opened for a visitor. */
export type OpenForm = DispatchData['INTERACTION_MODAL_CREATE'];

/** A person, or a program in a person's place, in a playground. All calls throw VisitorRequestError when refused. */
export interface Visitor {
  readonly user: APIUser;
  readonly ready: Ready;
  /** Calls `listener` with all that happens from now on. @returns what ends that */
  events(listener: Listener): () => void;
  /** Newest first. @param limit 1 to 100, default 50 */
  messages(channelId: string, limit?: number): Promise<APIMessage[]>;
  send(channelId: string, content: string): Promise<APIMessage>;
  react(channelId: string, messageId: string, emoji: string): Promise<void>;
  unreact(channelId: string, messageId: string, emoji: string): Promise<void>;
  joinThread(threadId: string): Promise<void>;
  leaveThread(threadId: string): Promise<void>;
  /** Runs a slash command. Resolves when the bot has acknowledged it. @throws CommandFailedError when it did not in time */
  runCommand(name: string, options: readonly InteractionOption[], channelId: string): Promise<void>;
  /** What the bot proposes for the option marked `focused`. @throws CommandFailedError */
  autocomplete(
    name: string,
    options: readonly InteractionOption[],
    channelId: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]>;
  /** Presses a button, or chooses `values` in a menu. @throws CommandFailedError */
  press(message: APIMessage, customId: string, values?: readonly string[]): Promise<void>;
  /** Sends a form filled with `fields` by custom id. @throws CommandFailedError */
  submitModal(form: OpenForm, fields: Readonly<Record<string, string>>): Promise<void>;
  close(): void;
}

const refusalSchema = z.object({ message: z.string(), code: z.number() });

/**
 * Enters a playground as a new member.
 * @param pageUrl the playground's `pageUrl`
 * @throws VisitorRequestError; an AbortError when the signal is aborted before the visitor is in
 */
export async function connectVisitor(
  pageUrl: string,
  { name, scripted }: { readonly name: string; readonly scripted: boolean },
  signal: AbortSignal,
): Promise<Visitor> {
  // What the playground answers is of the protocol's types; both sides are one program.
  const session = (await request(pageUrl, null, 'POST', 'session', { name, scripted }, signal)) as Session;
  const socket = new WebSocket(new URL(`/visitor/gateway?token=${session.token}`, pageUrl.replace(/^http/, 'ws')));
  const listeners = new Set<Listener>();
  const ready = await firstReady(socket, listeners, signal);
  return new ConnectedVisitor(pageUrl, session, socket, ready, listeners);
}

function firstReady(socket: WebSocket, listeners: ReadonlySet<Listener>, signal: AbortSignal): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.terminate();
      reject(signal.reason);
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', reject);
    socket.once('close', () => reject(new VisitorRequestError(0, 0, 'The playground closed the connection.')));
    socket.on('message', (raw) => {
      const received = JSON.parse(raw.toString()) as Ready | Dispatch;
      if (received.type === 'dispatch') {
        for (const listener of [...listeners]) listener(received);
        return;
      }
      signal.removeEventListener('abort', abort);
      resolve(received);
    });
  });
}

class ConnectedVisitor implements Visitor {
  readonly user: APIUser;
  readonly ready: Ready;
  readonly #pageUrl: string;
  readonly #token: string;
  readonly #socket: WebSocket;
  readonly #listeners: Set<Listener>;
  readonly #closed = new AbortController();
  #commands: Ready['commands'];
  #nonces = 0;

  constructor(pageUrl: string, session: Session, socket: WebSocket, ready: Ready, listeners: Set<Listener>) {
    this.#pageUrl = pageUrl;
    this.#token = session.token;
    this.#socket = socket;
    this.#listeners = listeners;
    this.user = session.user;
    this.ready = ready;
    this.#commands = ready.commands;
    socket.once('close', () => this.#closed.abort());
    this.events((dispatch) => {
      if (dispatch.event === 'COMMANDS_UPDATE') this.#commands = dispatch.data;
    });
  }

  events(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async messages(channelId: string, limit = 50): Promise<APIMessage[]> {
    return (await this.#call('GET', `channels/${channelId}/messages?limit=${limit}`)) as APIMessage[];
  }

  async send(channelId: string, content: string): Promise<APIMessage> {
    return (await this.#call('POST', `channels/${channelId}/messages`, { content })) as APIMessage;
  }

  async react(channelId: string, messageId: string, emoji: string): Promise<void> {
    await this.#call('PUT', reactionPath(channelId, messageId, emoji));
  }

  async unreact(channelId: string, messageId: string, emoji: string): Promise<void> {
    await this.#call('DELETE', reactionPath(channelId, messageId, emoji));
  }

  async joinThread(threadId: string): Promise<void> {
    await this.#call('PUT', `channels/${threadId}/thread-members/@me`);
  }

  async leaveThread(threadId: string): Promise<void> {
    await this.#call('DELETE', `channels/${threadId}/thread-members/@me`);
  }

  async runCommand(name: string, options: readonly InteractionOption[], channelId: string): Promise<void> {
    const data = { id: this.#commandId(name), name, options };
    await this.#interact(`/${name}`, 'INTERACTION_SUCCESS', (nonce) => ({ type: 2, nonce, channel_id: channelId, data }));
  }

  async autocomplete(
    name: string,
    options: readonly InteractionOption[],
    channelId: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    const data = { id: this.#commandId(name), name, options };
    const answer = await this.#interact(`/${name}`, 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE', (nonce) => ({
      type: 4,
      nonce,
      channel_id: channelId,
      data,
    }));
    return answer.choices;
  }

  async press(message: APIMessage, customId: string, values?: readonly string[]): Promise<void> {
    const component = allComponents(message.components).find(({ custom_id }) => custom_id === customId);
    if (component === undefined) throw new VisitorRequestError(400, 0, `The message has no component "${customId}".`);
    const data = { custom_id: customId, component_type: Number(component['type']), ...(values === undefined ? {} : { values }) };
    await this.#interact(customId, 'INTERACTION_SUCCESS', (nonce) => ({
      type: 3,
      nonce,
      channel_id: message.channel_id,
      message_id: message.id,
      data,
    }));
  }

  async submitModal(form: OpenForm, fields: Readonly<Record<string, string>>): Promise<void> {
    const filled = Object.entries(fields).map(([custom_id, value]) => ({ custom_id, value }));
    await this.#interact(form.custom_id, 'INTERACTION_SUCCESS', (nonce) => ({
      type: 5,
      nonce,
      channel_id: form.channel_id,
      interaction_id: form.interaction_id,
      data: { custom_id: form.custom_id, fields: filled },
    }));
  }

  close(): void {
    this.#listeners.clear();
    this.#socket.close();
  }

  #commandId(name: string): string {
    const command = this.#commands.find((candidate) => candidate.name === name);
    if (command === undefined) throw new VisitorRequestError(404, 10063, `The bot has no command /${name}.`);
    return command.id;
  }

  /** Asks, and waits for the outcome of that name under the same nonce. */
  #interact<Name extends 'INTERACTION_SUCCESS' | 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE'>(
    action: string,
    success: Name,
    build: (nonce: string) => InteractionRequest,
  ): Promise<DispatchData[Name]> {
    this.#nonces += 1;
    const nonce = `${this.user.id}-${this.#nonces}`;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        stop();
        this.#closed.signal.removeEventListener('abort', onClose);
        end();
      };
      const onClose = (): void => settle(() => reject(new CommandFailedError(action, 'the playground has closed')));
      const stop = this.events(({ event, data }) => {
        if (!('nonce' in data) || data.nonce !== nonce) return;
        // The name says which data came; the compiler can't follow it through the generic.
        if (event === success) settle(() => resolve(data as DispatchData[Name]));
        else if (event === 'INTERACTION_FAILURE') settle(() => reject(new CommandFailedError(action, data.message)));
      });
      this.#closed.signal.addEventListener('abort', onClose, { once: true });
      if (this.#closed.signal.aborted) return onClose();
      this.#call('POST', 'interactions', build(nonce)).catch((error: unknown) => settle(() => reject(error)));
    });
  }

  #call(method: string, path: string, body?: unknown): Promise<unknown> {
    return request(this.#pageUrl, this.#token, method, path, body, this.#closed.signal);
  }
}

function reactionPath(channelId: string, messageId: string, emoji: string): string {
  return `channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
}

async function request(
  pageUrl: string,
  token: string | null,
  method: string,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(new URL(`/visitor/${path}`, pageUrl), {
    method,
    signal,
    headers: {
      ...(token === null ? {} : { Authorization: `Visitor ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return null;
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const refusal = refusalSchema.safeParse(answer);
  const { message, code } = refusal.success ? refusal.data : { message: 'no reason given', code: 0 };
  throw new VisitorRequestError(response.status, code, message);
}
