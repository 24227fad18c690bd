import type { APIApplicationCommandOptionChoice, APIMessage, APIUser } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { Dispatch, DispatchData, InteractionOption, Ready, Session } from '../../visitor-protocol.ts';
import { ConnectedVisitor, type Connection } from './connected-visitor.ts';
import { visitorRequest } from './visitor-request.ts';
import { VisitorRequestError } from './visitor-request-error.ts';

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
  const session = (await visitorRequest(pageUrl, null, 'POST', 'session', { name, scripted }, signal)) as Session;
  const address = new URL(`/visitor/gateway?token=${session.token}`, pageUrl.replace(/^http/, 'ws'));
  return new ConnectedVisitor(pageUrl, session, await connect(address, signal));
}

function connect(address: URL, signal: AbortSignal): Promise<Connection> {
  const socket = new WebSocket(address);
  const listeners: Connection['listeners'] = new Set();
  let commands: Ready['commands'] = [];
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.terminate();
      reject(signal.reason);
    };
    socket.on('error', reject);
    socket.once('close', () => reject(new VisitorRequestError(0, 0, 'The playground closed the connection.')));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.on('message', (raw) => {
      // Of the protocol's types as well.
      const received = JSON.parse(raw.toString()) as Ready | Dispatch;
      if (received.type === 'ready') {
        signal.removeEventListener('abort', abort);
        commands = received.commands;
        resolve({ socket, ready: received, listeners, commands: () => commands });
        return;
      }
      if (received.event === 'COMMANDS_UPDATE') commands = received.data;
      for (const listener of [...listeners]) listener(received);
    });
  });
}
