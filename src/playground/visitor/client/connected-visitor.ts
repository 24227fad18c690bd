import type { APIApplicationCommandOptionChoice, APIMessage, APIUser } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type {
  Dispatch,
  DispatchData,
  InteractionOption,
  InteractionRequest,
  Ready,
  Session,
} from '../../visitor-protocol.ts';
import { allComponents } from '../../world/message-parts.ts';
import { CommandFailedError } from './command-failed-error.ts';
import type { OpenForm, Visitor } from './visitor.ts';
import { visitorRequest } from './visitor-request.ts';
import { VisitorRequestError } from './visitor-request-error.ts';

type Listener = (dispatch: Dispatch) => void;

/** A socket that has had its Ready. */
export interface Connection {
  readonly socket: WebSocket;
  readonly ready: Ready;
  readonly listeners: Set<Listener>;
  /** The bot's commands as they are now. */
  readonly commands: () => Ready['commands'];
}

/** A visitor whose socket is open. */
export class ConnectedVisitor implements Visitor {
  readonly user: APIUser;
  readonly ready: Ready;
  readonly #pageUrl: string;
  readonly #token: string;
  readonly #socket: WebSocket;
  readonly #listeners: Set<Listener>;
  readonly #closed = new AbortController();
  readonly #commands: () => Ready['commands'];
  #nonces = 0;

  constructor(pageUrl: string, session: Session, connection: Connection) {
    this.#pageUrl = pageUrl;
    this.#token = session.token;
    this.#socket = connection.socket;
    this.#listeners = connection.listeners;
    this.#commands = connection.commands;
    this.user = session.user;
    this.ready = connection.ready;
    this.#socket.once('close', () => this.#closed.abort());
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
    await this.#interact(`/${name}`, 'INTERACTION_SUCCESS', (nonce) => ({
      type: 2,
      nonce,
      channel_id: channelId,
      data,
    }));
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
    const data = {
      custom_id: customId,
      component_type: Number(component['type']),
      ...(values === undefined ? {} : { values }),
    };
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
    const command = this.#commands().find((candidate) => candidate.name === name);
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
    return visitorRequest(this.#pageUrl, this.#token, method, path, body, this.#closed.signal);
  }
}

function reactionPath(channelId: string, messageId: string, emoji: string): string {
  return `channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
}
