import { WebSocket } from 'ws';
import type { Dispatch, Ready, Session } from '../../visitor-protocol.ts';
import { ConnectedVisitor, type Connection } from './connected-visitor.ts';
import type { Visitor } from './visitor.ts';
import { visitorRequest } from './visitor-request.ts';
import { VisitorRequestError } from './visitor-request-error.ts';

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
